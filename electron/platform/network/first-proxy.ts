/** The first of a list like `PROXY proxy.example.com:8080; DIRECT`; null when that is none. */
export function firstProxy(list: string): string | null {
  const [kind = '', address = ''] = list.split(';')[0]?.trim().split(/\s+/) ?? []
  return kind === 'DIRECT' || address === '' ? null : address
}

/** Whether the list has this proxy (`host:port`) with TLS, as in `HTTPS proxy.example.com:443`. */
export function isProxyEncrypted(list: string, proxy: string): boolean {
  const entries = list.split(';').map((entry) => entry.trim().toLowerCase())
  return entries.some((entry) => /^(?:https|quic) /.test(entry) && entry.endsWith(` ${proxy.toLowerCase()}`))
}

/** The host and port of a proxy as they are shown and compared: an IPv6 address is in brackets. */
export function proxyAddress(host: string, port: number): string {
  return `${host.includes(':') && !host.startsWith('[') ? `[${host}]` : host.toLowerCase()}:${port}`
}

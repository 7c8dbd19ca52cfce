/** The first of a list like `PROXY proxy.example.com:8080; DIRECT`; null when that is none. */
export function firstProxy(list: string): string | null {
  const [kind = '', address = ''] = list.split(';')[0]?.trim().split(/\s+/) ?? []
  return kind === 'DIRECT' || address === '' ? null : address
}

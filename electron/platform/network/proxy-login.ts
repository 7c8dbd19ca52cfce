/** Who asks for a name and a password, as Chromium tells it. */
export interface LoginRequest {
  readonly isProxy: boolean
  readonly host: string
  readonly port: number
}

export interface Login {
  readonly name: string
  readonly password: string
}

// Chromium reads the proxy from these too, where the desktop has no settings of its own, but leaves out the login.
const variables = ['https_proxy', 'http_proxy', 'all_proxy']

/**
 * The login that the environment has for this proxy, as in `HTTPS_PROXY=http://name:password@proxy:8080`; null when
 * there is none. A password goes to the proxy it is written beside, never to another and never to a server.
 */
export function proxyLogin(
  asking: LoginRequest,
  environment: Readonly<Record<string, string | undefined>>,
): Login | null {
  if (!asking.isProxy) return null
  for (const name of variables.flatMap((variable) => [variable, variable.toUpperCase()])) {
    const proxy = proxyOf(environment[name])
    if (proxy === null || proxy.username === '' || !isSame(proxy, asking)) continue
    return { name: decoded(proxy.username), password: decoded(proxy.password) }
  }
  return null
}

function proxyOf(text: string | undefined): URL | null {
  if (text === undefined || text === '') return null
  // Written without a scheme it is an http one.
  const address = text.includes('://') ? text : `http://${text}`
  return URL.canParse(address) ? new URL(address) : null
}

function isSame({ hostname, port, protocol }: URL, asking: LoginRequest): boolean {
  const known = port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port)
  const host = (name: string) => name.replace(/^\[|\]$/g, '').toLowerCase()
  return host(hostname) === host(asking.host) && known === asking.port
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // A lone % stands for itself.
    return text
  }
}

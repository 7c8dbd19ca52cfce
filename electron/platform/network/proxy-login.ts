import type { AuthInfo } from 'electron'
import { decodePercent } from '../../model/safe-url.ts'

/** A request for a name and a password, as Chromium reports it. */
type LoginRequest = Pick<AuthInfo, 'isProxy' | 'host' | 'port'>

// Where the desktop has no proxy settings Chromium reads these variables, but ignores the login in them.
const variables = ['https_proxy', 'http_proxy', 'all_proxy']

/**
 * The login that the environment gives for this proxy, as in `HTTPS_PROXY=http://name:password@proxy:8080`; null when
 * there is none. A password is sent only to the proxy in the same variable, never to another one and never to a server.
 */
export function proxyLogin(
  request: LoginRequest,
  environment: Readonly<Record<string, string | undefined>>,
): { readonly name: string; readonly password: string } | null {
  if (!request.isProxy) return null
  for (const name of variables.flatMap((variable) => [variable, variable.toUpperCase()])) {
    const proxy = proxyOf(environment[name])
    if (proxy === null || proxy.username === '' || !isSame(proxy, request)) continue
    return { name: decodeText(proxy.username), password: decodeText(proxy.password) }
  }
  return null
}

function proxyOf(text: string | undefined): URL | null {
  if (text === undefined || text === '') return null
  // Without a scheme it is an HTTP proxy.
  const address = text.includes('://') ? text : `http://${text}`
  return URL.canParse(address) ? new URL(address) : null
}

function isSame({ hostname, port, protocol }: URL, request: LoginRequest): boolean {
  const proxyPort = port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port)
  const host = (name: string) => name.replace(/^\[|\]$/g, '').toLowerCase()
  return host(hostname) === host(request.host) && proxyPort === request.port
}

function decodeText(text: string): string {
  // A % that is not part of an escape is meant literally.
  return decodePercent(text) ?? text
}

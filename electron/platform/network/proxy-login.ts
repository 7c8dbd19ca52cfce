import type { ProxyLogin } from '../../model/proxy-login.ts'
import { decodePercent } from '../../model/safe-url.ts'
import type { ProxyAttempt } from '../../proxies/proxy-logins.ts'
import { proxyAddress } from './first-proxy.ts'

// Where the desktop has no proxy settings Chromium reads these variables, but ignores the login in them.
const variables = ['https_proxy', 'http_proxy', 'all_proxy']

/**
 * The login that the environment gives for this proxy, as in `HTTPS_PROXY=http://name:password@proxy:8080`; null when
 * there is none. A password is sent only to the proxy in the same variable, never to another one.
 *
 * @param asking the host and the port of the proxy
 */
export function proxyLogin(
  asking: string,
  environment: Readonly<Record<string, string | undefined>>,
): ProxyLogin | null {
  for (const name of variables.flatMap((variable) => [variable, variable.toUpperCase()])) {
    const proxy = proxyOf(environment[name])
    if (proxy === null || proxy.username === '' || addressOf(proxy) !== asking.toLowerCase()) continue
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

function addressOf({ hostname, port, protocol }: URL): string {
  const proxyPort = port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port)
  return proxyAddress(hostname, proxyPort)
}

function decodeText(text: string): string {
  // A % that is not part of an escape is meant literally.
  return decodePercent(text) ?? text
}

/** The way past the proxies with the logins of the environment alone: for commands, which can't ask the user. */
export function environmentLogins(environment: Readonly<Record<string, string | undefined>>) {
  return (): ProxyAttempt => {
    const tried = new Set<string>()
    return {
      answer: async ({ proxy, inClear }) => {
        const wasRejected = tried.has(proxy)
        const login = wasRejected ? null : proxyLogin(proxy, environment)
        if (login === null) return { kind: 'none', asking: { proxy, inClear, wasRejected } }
        tried.add(proxy)
        return { kind: 'login', login }
      },
      end: () => {},
    }
  }
}

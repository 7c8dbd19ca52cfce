import { type Session, session } from 'electron'

// Port 9 is that of the discard protocol, which no system has run for a long time.
const deadProxy = 'socks5://127.0.0.1:9'

export interface WindowSession {
  readonly session: Session
  /** Resolves when the session is cut off from the network; nothing must be loaded before. */
  readonly ready: Promise<unknown>
}

/**
 * The session of the window alone, kept in memory. It loads the app's own files and nothing else, even for a page that
 * an attacker controls: every other request is cancelled, and what Chromium sends past that check (WebTransport, a
 * preconnect) ends at a proxy that does not exist. The feed and the downloads use the default session.
 *
 * @param origin of the page: `app://tidings`, or in development that of Vite's server, which is let through
 */
export function createWindowSession(origin: string): WindowSession {
  const own = session.fromPartition('window')
  const isDevelopment = origin.startsWith('http')
  own.setPermissionRequestHandler((_contents, _permission, decide) => decide(false))
  own.setPermissionCheckHandler(() => false)
  own.setDevicePermissionHandler(() => false)
  own.on('will-download', (event) => event.preventDefault())
  own.webRequest.onBeforeRequest(({ url }, decide) => decide({ cancel: !isAllowed(url, origin) }))
  // Disabling the spell checker is not enough: as long as it has a language it downloads the dictionary.
  own.setSpellCheckerLanguages([])
  if (isDevelopment) return { session: own, ready: Promise.resolve() }
  own.enableNetworkEmulation({ offline: true })
  // Without this rule Chromium would pass the proxy for addresses of this computer.
  const ready = own.setProxy({
    mode: 'fixed_servers',
    proxyRules: deadProxy,
    proxyBypassRules: '<-loopback>',
  })
  return { session: own, ready }
}

function isAllowed(address: string, origin: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, host } = new URL(address)
  if (protocol === 'data:' || protocol === 'devtools:') return true
  // The development server reloads the page by a WebSocket.
  return `${protocol}//${host}` === origin || `${protocol.replace('ws', 'http')}//${host}` === origin
}

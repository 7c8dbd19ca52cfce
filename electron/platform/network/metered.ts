import type { BusTarget } from '../dbus/bus-connection.ts'
import type { SessionBus, SystemBus } from '../dbus/session-bus.ts'

// https://networkmanager.dev/docs/api/latest/gdbus-org.freedesktop.NetworkManager.html
const networkManager: BusTarget = {
  service: 'org.freedesktop.NetworkManager',
  path: '/org/freedesktop/NetworkManager',
  interface: 'org.freedesktop.NetworkManager',
}

// https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.NetworkMonitor.html
const portal: BusTarget = {
  service: 'org.freedesktop.portal.Desktop',
  path: '/org/freedesktop/portal/desktop',
  interface: 'org.freedesktop.portal.NetworkMonitor',
}

/** NM_METERED_YES and NM_METERED_GUESS_YES, then the same for "no"; 0 is "unknown". */
const yes: readonly unknown[] = [1, 3]
const no: readonly unknown[] = [2, 4]

/** A service that does not answer must not hold up the download for long. */
const timeoutMs = 1_000

/**
 * Returns a query of whether the connection costs by volume. On Linux NetworkManager tells, or the desktop's portal where
 * that can't be reached, as from a sandbox. Windows and macOS tell only programs in their native languages: there, and
 * where nobody answers, it counts as not metered.
 */
export function createMeteredQuery(
  platform: string,
  buses: { readonly session: SessionBus; readonly system: SystemBus },
): () => Promise<boolean> {
  if (platform !== 'linux') return async () => false
  return async () => {
    const metered = await buses.system.property(networkManager, 'Metered', timeoutMs)
    if (yes.includes(metered)) return true
    if (no.includes(metered)) return false
    const answer = await buses.session.call(portal, 'GetMetered', { timeoutMs })
    return answer.kind === 'answered' && answer.body[0] === true
  }
}

import type { Completeness, Connection } from '../../electron/model/connection.ts'
import { isSecure } from '../../electron/model/safe-url.ts'
import type { Translate, WindowI18n } from '../i18n/i18n.ts'

export function statusLabel(kind: Connection['kind'], t: Translate): string {
  return t(kind === 'signed-out' ? 'status.signedOut' : `status.${kind}`)
}

/** Whether others can read and change what this server sends, on its way over the network. */
export function isUnencrypted(address: string): boolean {
  return URL.canParse(address) && !isSecure(new URL(address))
}

/** `in 12 s`, `in 3 min`; `now` when no time is left. */
export function countdown(leftMs: number, t: Translate): string {
  if (leftMs <= 0) return t('status.now')
  const seconds = Math.ceil(leftMs / 1000)
  if (seconds < 100) return t('status.inSeconds', { count: seconds })
  return t('status.inMinutes', { count: Math.ceil(seconds / 60) })
}

/** When the next attempt is due; null when none is planned. */
export function nextTryAt(connection: Connection): number | null {
  return 'retryAt' in connection ? (connection.retryAt ?? null) : null
}

/** The label of the button that connects at once; null when connected or already connecting. */
export function retryLabel(connection: Connection, t: Translate): string | null {
  switch (connection.kind) {
    case 'connecting':
    case 'open':
      return null
    case 'waiting':
    case 'offline':
      return t('status.retry')
    case 'signed-out':
      return t('status.tryAgain')
    case 'stopped':
      return t('status.connect')
    default:
      return connection satisfies never
  }
}

/** What is wrong and what helps; null when nothing is. `problem` is the cause in words, from the main process. */
export function problemText(connection: Connection, problem: string | null, t: Translate): string | null {
  switch (connection.kind) {
    case 'offline':
      return t('status.noNetwork')
    case 'signed-out':
      return problem ?? t('status.tokenMissing')
    case 'stopped':
      return problem ?? t('status.notConnected')
    case 'connecting':
    case 'waiting':
    case 'open':
      return problem
    default:
      return connection satisfies never
  }
}

/** Whether something that was sent may be missing. */
export function completenessText(
  completeness: Completeness,
  t: Translate,
  formats: Pick<WindowI18n['formats'], 'stamp'>,
): string {
  switch (completeness.kind) {
    case 'not-known-yet':
      return t('status.completeUnknown')
    case 'proven':
      return t('status.caughtUp')
    case 'unknown':
      return t('status.unknownSince', { time: formats.stamp(completeness.since) })
    case 'gap':
      return t('status.gap', { time: formats.stamp(completeness.at) })
    default:
      return completeness satisfies never
  }
}

/** The host of a server's address. */
export function serverName(server: string): string {
  return URL.canParse(server) ? new URL(server).host : server
}

import type { Connection } from '../../electron/model/connection.ts'
import type { Translate, WindowI18n } from '../i18n/i18n.ts'

export function statusLabel(kind: Connection['kind'], t: Translate): string {
  return t(kind === 'signed-out' ? 'status.signedOut' : `status.${kind}`)
}

/** `in 12 s`, `in 3 min`; `now` once the moment has come. */
export function countdown(leftMs: number, t: Translate): string {
  if (leftMs <= 0) return t('status.now')
  const seconds = Math.ceil(leftMs / 1000)
  if (seconds < 100) return t('status.inSeconds', { count: seconds })
  return t('status.inMinutes', { count: Math.ceil(seconds / 60) })
}

/** When the next try is due; null when none is. */
export function nextTryAt(connection: Connection): number | null {
  return 'retryAt' in connection ? connection.retryAt : null
}

/** The button that may mend the connection; null where there is nothing to mend, or it is being tried. */
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

/** What is wrong and what helps; null when all is well. `problem` is the cause as the main process words it. */
export function troubleOf(connection: Connection, problem: string | null, { t }: WindowI18n): string | null {
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

/** The part of a server's address that people know it by. */
export function serverName(server: string): string {
  return URL.canParse(server) ? new URL(server).host : server
}

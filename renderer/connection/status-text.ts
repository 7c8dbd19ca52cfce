import type { TextKey } from '../../electron/i18n/i18n.ts'
import type { Completeness, Connection } from '../../electron/model/connection.ts'
import { isSecure } from '../../electron/model/safe-url.ts'
import type { Translate, WindowI18n } from '../i18n/i18n.ts'

export function statusLabel(kind: Connection['kind'], t: Translate): string {
  return t(`status.${kind}`)
}

/** Whether others can read and change what this server sends, on its way over the network. */
export function isUnencrypted(address: string): boolean {
  return URL.canParse(address) && !isSecure(new URL(address))
}

/** `in 12 s`, `in 3 min`; `now` when no time is left. */
export function countdown(leftMs: number, t: Translate): string {
  if (leftMs <= 0) return t('status.now')
  const seconds = Math.ceil(leftMs / 1000)
  if (seconds < 100) return t('status.in-seconds', { count: seconds })
  return t('status.in-minutes', { count: Math.ceil(seconds / 60) })
}

/** `Retrying in 12 s`: one text, because languages differ in what comes first. */
export function retryText(leftMs: number, t: Translate): string {
  return leftMs <= 0 ? t('status.retrying-now') : t('status.retrying', { when: countdown(leftMs, t) })
}

/** When the next attempt is due; null when none is planned. */
export function nextTryAt(connection: Connection): number | null {
  return 'retryAt' in connection ? (connection.retryAt ?? null) : null
}

const retryTexts = {
  connecting: null,
  open: null,
  waiting: 'status.retry',
  offline: 'status.retry',
  'signed-out': 'action.try-again',
  stopped: 'action.connect',
} as const satisfies Record<Connection['kind'], TextKey | null>

/** The label of the button that connects at once; null when connected or already connecting. */
export function retryLabel({ kind }: Connection, t: Translate): string | null {
  const text = retryTexts[kind]
  return text === null ? null : t(text)
}

/** What is wrong and what helps; null when nothing is. `problem` is the cause in words, from the main process. */
export function problemText(connection: Connection, problem: string | null, t: Translate): string | null {
  switch (connection.kind) {
    case 'offline':
      return t('status.no-network')
    case 'signed-out':
      return problem ?? t('problem.token-missing')
    case 'stopped':
      return problem ?? t('status.not-connected')
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
      return t('status.missed-not-known-yet')
    case 'proven':
      return t('status.missed-none')
    case 'unknown':
      return t('status.missed-unknown-since', { time: formats.stamp(completeness.since) })
    case 'gap':
      return t('status.missed-before', { time: formats.stamp(completeness.at) })
    default:
      return completeness satisfies never
  }
}

/** The host of a server's address. */
export function serverName(server: string): string {
  return URL.canParse(server) ? new URL(server).host : server
}

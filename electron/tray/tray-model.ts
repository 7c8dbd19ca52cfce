import { formatTimeLeft } from '../i18n/duration.ts'
import type { I18n } from '../i18n/i18n.ts'
import { assertNever } from '../model/assert-never.ts'
import type { Connection } from '../model/connection.ts'
import type { Item } from '../model/item.ts'
import { isFinal } from '../model/job.ts'
import type { JobProgress } from '../model/job-progress.ts'
import type { PauseLength } from '../model/pause.ts'
import type { Silence } from '../model/quiet-hours.ts'
import { cut, nameOf } from '../notifications/desktop-notification.ts'

/** The icons the tray can wear; each is a set of files of that name in resources. */
export type TrayIcon = 'connected' | 'unread' | 'connecting' | 'offline' | 'signed-out' | 'paused'

/** What a menu entry asks for. */
export type TrayAction =
  | { readonly type: 'open-window' }
  | { readonly type: 'reconnect' }
  /** As a click on its toast would. */
  | { readonly type: 'open-item'; readonly key: Item['key'] }
  | { readonly type: 'pause'; readonly length: PauseLength }
  | { readonly type: 'resume' }
  | { readonly type: 'quit' }

export type TrayEntry =
  | { readonly kind: 'separator' }
  | { readonly kind: 'text'; readonly label: string }
  | { readonly kind: 'action'; readonly label: string; readonly action: TrayAction }
  | { readonly kind: 'submenu'; readonly label: string; readonly entries: readonly TrayEntry[] }

/** The whole tray as data: drawing it twice changes nothing. */
export interface TrayModel {
  readonly icon: TrayIcon
  readonly tooltip: string
  readonly menu: readonly TrayEntry[]
}

/** What the tray is made from. `connection` is null while no server is known. */
export interface TrayState {
  readonly connection: Connection | null
  readonly unread: number
  readonly silence: Silence
  /** Jobs that have not ended, newest first. */
  readonly jobs: readonly JobProgress[]
  /** The newest items, newest first. */
  readonly latest: readonly Item[]
}

const jobsInMenu = 3
const itemsInMenu = 5
const labelLength = 48

const separator: TrayEntry = { kind: 'separator' }

/** Decides what the tray shows. */
export function createTrayModel(state: TrayState, i18n: I18n): TrayModel {
  const { t } = i18n
  const silent = silenceLine(state.silence, i18n)
  const lines = [
    t(`tray.status-${state.connection?.kind ?? 'no-server'}`),
    ...(state.unread > 0 ? [t('tray.unread', { count: state.unread })] : []),
    ...(silent === null ? [] : [silent]),
  ]
  const isPaused = state.silence.kind === 'on' && state.silence.reason === 'paused'
  return {
    icon: iconFor(state),
    tooltip: t('tray.tooltip', { status: i18n.list(lines) }),
    menu: [
      { kind: 'action', label: t('tray.open'), action: { type: 'open-window' } },
      separator,
      ...lines.map((label) => ({ kind: 'text' as const, label })),
      ...(state.connection !== null && state.connection.kind !== 'open'
        ? [{ kind: 'action' as const, label: t('tray.reconnect'), action: { type: 'reconnect' as const } }]
        : []),
      ...jobEntries(state.jobs, i18n),
      ...itemEntries(state.latest, i18n),
      separator,
      isPaused ? { kind: 'action', label: t('tray.resume'), action: { type: 'resume' } } : pauseMenu(i18n),
      separator,
      { kind: 'action', label: t('tray.quit'), action: { type: 'quit' } },
    ],
  }
}

function jobEntries(jobs: readonly JobProgress[], i18n: I18n): readonly TrayEntry[] {
  if (jobs.length === 0) return []
  const rest = jobs.length - jobsInMenu
  return [
    separator,
    ...jobs.slice(0, jobsInMenu).map(
      (job): TrayEntry => ({
        kind: 'action',
        label: i18n.t('tray.job', {
          title: oneLine(job.title ?? i18n.t('tray.untitled-job')),
          progress: jobWords(job, i18n),
        }),
        action: { type: 'open-item', key: job.key },
      }),
    ),
    ...(rest > 0 ? [{ kind: 'text' as const, label: i18n.t('tray.more-running', { count: rest }) }] : []),
  ]
}

function jobWords(job: JobProgress, i18n: I18n): string {
  const { t } = i18n
  if (job.stalledSince !== null) return t('tray.job-stalled')
  if (job.state === 'queued') return t('tray.job-queued')
  if (job.progress === null) return t('tray.job-running')
  // Coarse steps: each change makes the desktop lay the menu out anew.
  const percent = t('tray.job-progress', { progress: Math.floor(job.progress * 20) / 20 })
  if (job.leftMs === null || job.leftMs < 60_000) return percent
  return i18n.list([percent, formatTimeLeft(job.leftMs, i18n)])
}

/** News only: what runs has its own entries. */
function itemEntries(latest: readonly Item[], i18n: I18n): readonly TrayEntry[] {
  const news = latest.filter(({ state }) => state === null || isFinal(state)).slice(0, itemsInMenu)
  if (news.length === 0) return []
  return [
    separator,
    ...news.map(
      (item): TrayEntry => ({
        kind: 'action',
        label: `${item.read ? '' : '● '}${oneLine(nameOf(item, i18n))}`,
        action: { type: 'open-item', key: item.key },
      }),
    ),
  ]
}

function oneLine(text: string): string {
  return cut(text.replaceAll(/\s+/gu, ' ').trim(), labelLength)
}

function pauseMenu({ t }: I18n): TrayEntry {
  return {
    kind: 'submenu',
    label: t('tray.pause'),
    entries: [
      pauseEntry(t('tray.pause-half-hour'), { kind: 'for', ms: 30 * 60_000 }),
      pauseEntry(t('tray.pause-hour'), { kind: 'for', ms: 60 * 60_000 }),
      pauseEntry(t('tray.pause-until-tomorrow'), { kind: 'until-tomorrow' }),
      pauseEntry(t('tray.pause-until-resumed'), { kind: 'until-resumed' }),
    ],
  }
}

function pauseEntry(label: string, length: PauseLength): TrayEntry {
  return { kind: 'action', label, action: { type: 'pause', length } }
}

function silenceLine(silence: Silence, { t }: I18n): string | null {
  if (silence.kind === 'off') return null
  switch (silence.reason) {
    case 'paused':
      return silence.until === null ? t('tray.paused') : t('tray.paused-until', { at: silence.until })
    case 'quiet-hours':
      return silence.until === null
        ? t('tray.quiet-hours')
        : t('tray.quiet-hours-until', { at: silence.until })
    case 'do-not-disturb':
      return t('tray.do-not-disturb')
    default:
      return assertNever(silence.reason)
  }
}

function iconFor({ connection, silence, unread }: TrayState): TrayIcon {
  if (connection === null) return 'offline'
  switch (connection.kind) {
    case 'signed-out':
      return 'signed-out'
    case 'waiting':
    case 'offline':
    case 'stopped':
      return 'offline'
    case 'connecting':
    case 'open':
      if (silence.kind === 'on') return 'paused'
      if (connection.kind === 'connecting') return 'connecting'
      return unread > 0 ? 'unread' : 'connected'
    default:
      return assertNever(connection)
  }
}

import { formatTimeLeft } from '../i18n/duration.ts'
import type { I18n } from '../i18n/i18n.ts'
import { nameOf } from '../i18n/item-name.ts'
import { assertNever } from '../model/assert-never.ts'
import type { Command } from '../model/command.ts'
import type { Connection } from '../model/connection.ts'
import type { Item } from '../model/item.ts'
import { isFinal, type JobProgress } from '../model/job.ts'
import type { PauseLength } from '../model/pause.ts'
import type { Silence } from '../model/quiet-hours.ts'
import type { Rectangle } from '../model/rectangle.ts'
import { cut } from '../model/text.ts'

/** The icons of the tray; each is a set of files with that name in `resources/icons/tray`. */
export type TrayIconName = 'connected' | 'unread' | 'connecting' | 'offline' | 'signed-out' | 'paused'

export type TrayEntry =
  | { readonly kind: 'separator' }
  | { readonly kind: 'text'; readonly label: string }
  | { readonly kind: 'command'; readonly label: string; readonly command: Command }
  | { readonly kind: 'submenu'; readonly label: string; readonly entries: readonly TrayEntry[] }

/** The whole tray as data. */
export interface TrayModel {
  readonly icon: TrayIconName
  readonly tooltip: string
  readonly menu: readonly TrayEntry[]
}

/** The tray icon and its menu. */
export interface Tray {
  /** Makes the tray show this model; draws only what differs. */
  readonly draw: (model: TrayModel) => void
  /** The position of the icon on the screen; null before the first `draw` and where the platform does not report it. */
  readonly bounds: () => Rectangle | null
  readonly close: () => void
}

export interface TrayState {
  /** Null while no server is known. */
  readonly connection: Connection | null
  readonly unread: number
  readonly silence: Silence
  /** Jobs that have not ended, newest first. */
  readonly jobs: readonly JobProgress[]
  /** The newest items, newest first. */
  readonly latest: readonly Item[]
}

const maxJobsInMenu = 3
const maxItemsInMenu = 5
const maxLabelLength = 48

const separator: TrayEntry = { kind: 'separator' }

export function createTrayModel(state: TrayState, i18n: I18n): TrayModel {
  const { t } = i18n
  const { connection, silence } = state
  const silenceText = silenceLine(silence, i18n)
  const lines = [
    t(`tray.status-${connection?.kind ?? 'no-server'}`),
    ...(state.unread > 0 ? [t('tray.unread', { count: state.unread })] : []),
    ...(silenceText === null ? [] : [silenceText]),
  ]
  const canReconnect = connection !== null && connection.kind !== 'open'
  const isPaused = silence.kind === 'on' && silence.reason === 'paused'
  return {
    icon: iconFor(state),
    tooltip: t('tray.tooltip', { status: i18n.list(lines) }),
    menu: [
      commandEntry(t('tray.open'), { type: 'open-window' }),
      separator,
      ...lines.map(textEntry),
      ...(canReconnect ? [commandEntry(t('tray.reconnect'), { type: 'reconnect' })] : []),
      ...jobEntries(state.jobs, i18n),
      ...itemEntries(state.latest, i18n),
      separator,
      isPaused ? commandEntry(t('tray.resume'), { type: 'resume' }) : pauseMenu(i18n),
      separator,
      commandEntry(t('tray.quit'), { type: 'quit' }),
    ],
  }
}

function textEntry(label: string): TrayEntry {
  return { kind: 'text', label }
}

function commandEntry(label: string, command: Command): TrayEntry {
  return { kind: 'command', label, command }
}

function jobEntries(jobs: readonly JobProgress[], i18n: I18n): readonly TrayEntry[] {
  if (jobs.length === 0) return []
  const rest = jobs.length - maxJobsInMenu
  return [
    separator,
    ...jobs.slice(0, maxJobsInMenu).map((job) => {
      const title = oneLine(job.title ?? i18n.t('tray.untitled-job'))
      const label = i18n.t('tray.job', { title, progress: jobStatus(job, i18n) })
      return commandEntry(label, { type: 'open-notification', keys: [job.key] })
    }),
    ...(rest > 0 ? [textEntry(i18n.t('tray.more-running', { count: rest }))] : []),
  ]
}

function jobStatus(job: JobProgress, i18n: I18n): string {
  const { t } = i18n
  if (job.stalledSince !== null) return t('tray.job-stalled')
  if (job.state === 'queued') return t('tray.job-queued')
  if (job.progress === null) return t('tray.job-running')
  // In coarse steps, because the desktop lays out the whole menu again on every change.
  const percent = t('tray.job-progress', { progress: Math.floor(job.progress * 20) / 20 })
  if (job.leftMs === null || job.leftMs < 60_000) return percent
  return i18n.list([percent, formatTimeLeft(job.leftMs, i18n)])
}

/** Running jobs have their own entries. */
function itemEntries(latest: readonly Item[], i18n: I18n): readonly TrayEntry[] {
  const shown = latest.filter(({ state }) => state === null || isFinal(state)).slice(0, maxItemsInMenu)
  if (shown.length === 0) return []
  return [
    separator,
    ...shown.map((item) =>
      commandEntry(`${item.read ? '' : '● '}${oneLine(nameOf(item, i18n))}`, {
        type: 'open-notification',
        keys: [item.key],
      }),
    ),
  ]
}

function oneLine(text: string): string {
  return cut(text.replaceAll(/\s+/gu, ' ').trim(), maxLabelLength)
}

function pauseMenu({ t }: I18n): TrayEntry {
  const entry = (label: string, length: PauseLength) => commandEntry(label, { type: 'pause', length })
  return {
    kind: 'submenu',
    label: t('tray.pause'),
    entries: [
      entry(t('tray.pause-half-hour'), { kind: 'for', ms: 30 * 60_000 }),
      entry(t('tray.pause-hour'), { kind: 'for', ms: 60 * 60_000 }),
      entry(t('tray.pause-until-tomorrow'), { kind: 'until-tomorrow' }),
      entry(t('tray.pause-until-resumed'), { kind: 'until-resumed' }),
    ],
  }
}

function silenceLine(silence: Silence, { t }: I18n): string | null {
  if (silence.kind === 'off') return null
  const { until: at } = silence
  switch (silence.reason) {
    case 'paused':
      return at === null ? t('tray.paused') : t('tray.paused-until', { at })
    case 'quiet-hours':
      return at === null ? t('tray.quiet-hours') : t('tray.quiet-hours-until', { at })
    case 'do-not-disturb':
      return t('tray.do-not-disturb')
    default:
      return assertNever(silence.reason)
  }
}

function iconFor({ connection, silence, unread }: TrayState): TrayIconName {
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

import { explainDetail } from '../i18n/explain.ts'
import type { I18n } from '../i18n/i18n.ts'
import { assertNever } from '../model/assert-never.ts'
import { type Connection, type ConnectionError, errorOf } from '../model/connection.ts'
import type { Item } from '../model/item.ts'
import type { JobCounts } from '../model/job.ts'
import type { LocalTime } from '../model/local-time.ts'
import type { Silence } from '../model/quiet-hours.ts'
import type { Rectangle } from '../model/rectangle.ts'
import type { Server } from '../model/server.ts'
import { actionTexts } from '../model/shared-actions.ts'
import { worstConnection } from '../model/worst-connection.ts'
import type { MonitoredJob } from './job-monitor.ts'
import {
  commandEntry,
  downloadEntries,
  itemEntries,
  jobEntries,
  oneLine,
  pauseMenu,
  remindMenu,
  separator,
  snoozedEntries,
  type TrayDownload,
  type TrayEntry,
  textEntry,
} from './tray-entries.ts'

/** The icons of the tray; each is a set of files with that name in `resources/icons/tray`. */
export type TrayIconName =
  | 'connected'
  | 'unread'
  | 'connecting'
  | 'offline'
  | 'signed-out'
  | 'attention'
  | 'paused'

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

/** What the tray has to know of a server. */
export interface TrayServer extends Pick<Server, 'key' | 'name' | 'offersSignIn'> {
  readonly connection: Connection
}

export interface TrayState {
  /** Empty while no server is set up. */
  readonly servers: readonly TrayServer[]
  readonly unread: number
  /** How many failed jobs are among the unread items. */
  readonly unreadFailed: number
  readonly silence: Silence
  /** Until when the quiet hours do not apply; null: they apply. */
  readonly quietHoursOffUntil: number | null
  /** Name no item: others may see the screen. */
  readonly hideContent: boolean
  /** Jobs that have not ended, newest first; of very many only the first. */
  readonly jobs: readonly MonitoredJob[]
  readonly jobCounts: JobCounts
  /** Those that run before those that wait. */
  readonly downloads: readonly TrayDownload[]
  /** The items that remind the user later, the first to be due first. */
  readonly snoozed: readonly Item[]
  /** The newest items, newest first. */
  readonly latest: readonly Item[]
  /** Of now: what reminders can be set for. */
  readonly localTime: LocalTime
  /** Milliseconds since the epoch. */
  readonly now: number
}

/** What only the user can end. */
type Trouble =
  | { readonly kind: 'signed-out' }
  /** The server has ended the connection for good. */
  | { readonly kind: 'stopped' }
  /** A proxy asks for a login, or the server for a certificate. */
  | { readonly kind: 'proxy-login' | 'certificate' }
  /** Nothing can be stored. `detail` is the key of a text, or the system's message. */
  | { readonly kind: 'not-stored'; readonly detail: string }

/** An attempt to connect does not end the trouble; the icon would flicker. */
function troubleOf(connection: Connection): Trouble | null {
  const error = errorOf(connection)
  if (error?.kind === 'store-failed') return { kind: 'not-stored', detail: error.detail }
  if (error?.kind === 'proxy-login') return { kind: 'proxy-login' }
  if (error?.kind === 'client-certificate') return { kind: 'certificate' }
  if (connection.kind === 'signed-out') return { kind: 'signed-out' }
  if (connection.kind === 'connecting' && error !== null && isAboutToken(error)) return { kind: 'signed-out' }
  return connection.kind === 'stopped' && error !== null ? { kind: 'stopped' } : null
}

function isAboutToken({ kind }: ConnectionError): boolean {
  return kind.startsWith('token-') && kind !== 'token-not-renewed'
}

export function createTrayModel(state: TrayState, i18n: I18n): TrayModel {
  const { t } = i18n
  const { servers, silence, quietHoursOffUntil, unread, unreadFailed } = state
  const isSkipped = silence.kind === 'off' && quietHoursOffUntil !== null
  const worst = worstServer(servers)
  const trouble = worst === null ? null : troubleOf(worst.connection)
  const silenceText = silenceLine(silence, i18n)
  const lines = [
    ...statusLines(servers, i18n),
    ...(unread > 0 ? [t('count.unread', { count: unread })] : []),
    ...(unreadFailed > 0 ? [t('count.failed', { count: unreadFailed })] : []),
    ...(silenceText === null ? [] : [silenceText]),
    ...(isSkipped ? [t('tray.quiet-hours-off', { at: quietHoursOffUntil })] : []),
  ]
  const shown = state.hideContent ? withoutNames(state) : state
  const canReconnect = servers.some(({ connection }) => connection.kind !== 'open')
  const isPaused = silence.kind === 'on' && silence.reason === 'paused'
  return {
    icon: iconFor(state, worst?.connection ?? null, trouble),
    tooltip: t('tray.tooltip', { status: i18n.list(lines) }),
    menu: [
      commandEntry(t(actionTexts.open), { type: 'open-window' }),
      separator,
      ...lines.map(textEntry),
      ...unique(servers.flatMap((server) => cureEntries(server, servers.length > 1, i18n))).slice(
        0,
        maxCures,
      ),
      ...(canReconnect ? [commandEntry(t(actionTexts.reconnect), { type: 'reconnect', server: null })] : []),
      ...jobEntries(shown.jobs, state.jobCounts, i18n),
      ...downloadEntries(shown.downloads, i18n),
      ...snoozedEntries(shown.snoozed, state.now, i18n),
      ...itemEntries(shown.latest, i18n),
      ...remindMenu(state, i18n),
      separator,
      ...(unread > 0 ? [commandEntry(t(actionTexts.markAllRead), { type: 'mark-all-read' })] : []),
      ...quietEntries(state, i18n),
      isPaused ? commandEntry(t(actionTexts.resume), { type: 'resume' }) : pauseMenu(i18n),
      commandEntry(t(actionTexts.settings), { type: 'open-page', page: 'settings', server: null }),
      separator,
      commandEntry(t(actionTexts.quit), { type: 'quit' }),
    ],
  }
}

/** Jobs and downloads without their names. The items are nothing but names: they are left out. */
function withoutNames(state: TrayState): Pick<TrayState, 'jobs' | 'downloads' | 'snoozed' | 'latest'> {
  return {
    jobs: state.jobs.map((job) => ({ ...job, title: null })),
    downloads: state.downloads.map((download) => ({ ...download, name: null })),
    snoozed: [],
    latest: [],
  }
}

const maxServerLines = 6
const maxCures = 3

function worstServer(servers: readonly TrayServer[]): TrayServer | null {
  const worst = worstConnection(servers.map(({ connection }) => connection))
  return servers.find(({ connection }) => connection === worst) ?? null
}

/** One server: its state. Several: how many are connected, and the state of each. */
function statusLines(servers: readonly TrayServer[], i18n: I18n): readonly string[] {
  const { t } = i18n
  const [first, ...others] = servers
  if (first === undefined) return [t('status.no-server')]
  if (others.length === 0) return [statusText(first, i18n)]
  const connected = servers.filter(({ connection }) => connection.kind === 'open').length
  const shown = servers.slice(0, maxServerLines)
  return [
    t('tray.status-several', { connected, count: servers.length }),
    ...shown.map((server) =>
      t('status.server-state', { server: oneLine(server.name, i18n), state: statusText(server, i18n) }),
    ),
    ...(servers.length > shown.length
      ? [t('tray.more-servers', { count: servers.length - shown.length })]
      : []),
  ]
}

function statusText({ connection, offersSignIn }: TrayServer, i18n: I18n): string {
  const trouble = troubleOf(connection)
  switch (trouble?.kind) {
    case 'not-stored':
      return i18n.t('tray.status-not-stored', { reason: explainDetail(trouble.detail, i18n) })
    case 'proxy-login':
    case 'certificate':
      return i18n.t(`tray.status-${trouble.kind}`)
    case 'signed-out':
      return i18n.t(offersSignIn ? 'sign-in.again' : 'status.signed-out')
    case 'stopped':
      return i18n.t('status.stopped')
    case undefined:
      return connection.kind === 'waiting'
        ? i18n.t('tray.status-waiting')
        : i18n.t(`status.${connection.kind}`)
    default:
      return assertNever(trouble)
  }
}

/** Leads to where the trouble of this server can be ended. */
function cureEntries(
  { key, name, connection, offersSignIn }: TrayServer,
  isNamed: boolean,
  i18n: I18n,
): readonly TrayEntry[] {
  const { t } = i18n
  const trouble = troubleOf(connection)
  switch (trouble?.kind) {
    case 'signed-out': {
      const label = t(offersSignIn ? 'tray.sign-in' : 'tray.enter-token')
      const named = isNamed ? t('status.server-state', { server: oneLine(name, i18n), state: label }) : label
      return [commandEntry(named, { type: 'open-page', page: 'sign-in', server: key })]
    }
    case 'stopped':
    case 'proxy-login':
    case 'certificate':
    case 'not-stored':
      return [commandEntry(t('tray.see-why'), { type: 'open-window' })]
    case undefined:
      return []
    default:
      return assertNever(trouble)
  }
}

/** What leads to the same place is there once. */
function unique(entries: readonly TrayEntry[]): readonly TrayEntry[] {
  const names = entries.map((entry) => ('label' in entry ? entry.label : ''))
  return entries.filter((_entry, index) => names.indexOf(names[index] ?? '') === index)
}

/** Quiet hours can be skipped, and that can be taken back. */
function quietEntries({ silence, quietHoursOffUntil }: TrayState, { t }: I18n): readonly TrayEntry[] {
  if (silence.kind === 'off') {
    if (quietHoursOffUntil === null) return []
    return [commandEntry(t('tray.keep-quiet-hours'), { type: 'keep-quiet-hours' })]
  }
  if (silence.reason !== 'quiet-hours' || silence.until === null) return []
  return [commandEntry(t('tray.skip-quiet-hours', { at: silence.until }), { type: 'skip-quiet-hours' })]
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
    case 'away':
      return t('tray.away')
    default:
      return assertNever(silence.reason)
  }
}

function iconFor(
  { silence, unread }: TrayState,
  connection: Connection | null,
  trouble: Trouble | null,
): TrayIconName {
  if (trouble !== null) return trouble.kind === 'signed-out' ? 'signed-out' : 'attention'
  if (connection === null) return 'offline'
  switch (connection.kind) {
    case 'waiting':
    case 'offline':
    case 'stopped':
    case 'signed-out':
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

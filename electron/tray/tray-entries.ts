import { formatTimeLeft } from '../i18n/duration.ts'
import type { I18n } from '../i18n/i18n.ts'
import { nameOf } from '../i18n/item-name.ts'
import type { Command } from '../model/command.ts'
import type { Download } from '../model/download.ts'
import type { Item } from '../model/item.ts'
import { isFinal, type JobCounts, type JobProgress, shownProgress } from '../model/job.ts'
import { limits } from '../model/limits.ts'
import type { LocalTime } from '../model/local-time.ts'
import { actionTexts, pauseChoices } from '../model/shared-actions.ts'
import { reminderChoices } from '../model/snooze.ts'
import { cut, isolateDirection } from '../model/text.ts'
import type { MonitoredJob } from './job-monitor.ts'

export type TrayEntry =
  | { readonly kind: 'separator' }
  | { readonly kind: 'text'; readonly label: string }
  | { readonly kind: 'command'; readonly label: string; readonly command: Command }
  | { readonly kind: 'submenu'; readonly label: string; readonly entries: readonly TrayEntry[] }

/** A download that runs or waits for its turn. */
export interface TrayDownload {
  readonly key: Item['key']
  /** Null: neither the file nor its job has a name. */
  readonly name: string | null
  readonly download: Download
}

const maxJobs = 3
const maxDownloads = 3
export const maxSnoozed = 5
const dayMs = 24 * 60 * 60_000
const maxItems = 5
const maxLabelLength = limits.shown.trayLabel.max

export const separator: TrayEntry = { kind: 'separator' }

export function textEntry(label: string): TrayEntry {
  return { kind: 'text', label }
}

export function commandEntry(label: string, command: Command): TrayEntry {
  return { kind: 'command', label, command }
}

/**
 * @param jobs those that are known in detail, newest first
 * @param counts all of them
 */
export function jobEntries(
  jobs: readonly MonitoredJob[],
  counts: JobCounts,
  i18n: I18n,
): readonly TrayEntry[] {
  const running = jobs.filter(({ state }) => state === 'running')
  const queued = jobs.filter(({ state }) => state === 'queued')
  const shown = [...running, ...queued].slice(0, maxJobs)
  const countShown = (state: JobProgress['state']) => shown.filter((job) => job.state === state).length
  return section([
    ...shown.map((job) => {
      const title = oneLine(job.title ?? i18n.t('tray.untitled-job'), i18n)
      const label = i18n.t('tray.job', { title, progress: jobStatus(job, i18n) })
      return commandEntry(label, { type: 'open-notification', keys: [job.key] })
    }),
    ...restEntry('tray.more-running', counts.running - countShown('running'), i18n),
    ...restEntry('tray.more-waiting', counts.queued - countShown('queued'), i18n),
  ])
}

function jobStatus(job: MonitoredJob, i18n: I18n): string {
  const { t } = i18n
  if (job.stalledSince !== null) return t('tray.job-stalled')
  if (job.state === 'queued') return t('tray.job-queued')
  if (job.progress === null) return t('tray.job-running')
  const percent = t('tray.job-progress', { progress: shownProgress(job.progress) })
  if (job.isOverdue) return i18n.list([percent, t('tray.job-last-update', { at: job.updatedAt })])
  if (job.leftMs === null || job.leftMs < 60_000) return percent
  return i18n.list([percent, formatTimeLeft(job.leftMs, i18n)])
}

/** @param downloads those that run before those that wait */
export function downloadEntries(downloads: readonly TrayDownload[], i18n: I18n): readonly TrayEntry[] {
  return section([
    ...downloads.slice(0, maxDownloads).map(({ key, name, download }) => {
      const title = oneLine(name ?? i18n.t('tray.untitled-job'), i18n)
      const label = i18n.t('tray.job', { title, progress: downloadStatus(download, i18n) })
      return commandEntry(`↓ ${label}`, { type: 'show-item', key })
    }),
    ...restEntry('tray.more-waiting', downloads.length - maxDownloads, i18n),
  ])
}

function downloadStatus(download: Download, { t }: I18n): string {
  if (download.kind !== 'running') return t('tray.job-queued')
  const { received, total } = download
  if (total === null || total === 0) return t('tray.job-running')
  return t('tray.job-progress', { progress: shownProgress(received / total) })
}

/** @param snoozed those whose reminder is due first before the others */
export function snoozedEntries(snoozed: readonly Item[], now: number, i18n: I18n): readonly TrayEntry[] {
  const reminders = snoozed.slice(0, maxSnoozed).flatMap((item) => {
    const { heldUntil: at } = item
    if (at === null) return []
    const title = oneLine(nameOf(item, i18n), i18n)
    // Within a day the time is enough.
    const label = i18n.t(at - now < dayMs ? 'tray.snoozed' : 'tray.snoozed-on', { title, at })
    return [{ key: item.key, label }]
  })
  const cancel = (key: Item['key']): Command => ({ type: 'cancel-snooze', keys: [key] })
  const [first, ...others] = reminders
  if (first === undefined) return []
  const label = i18n.t('remind.cancel')
  return section([
    ...reminders.map((reminder) => commandEntry(reminder.label, { type: 'show-item', key: reminder.key })),
    others.length === 0
      ? commandEntry(label, cancel(first.key))
      : {
          kind: 'submenu',
          label,
          entries: reminders.map((reminder) => commandEntry(reminder.label, cancel(reminder.key))),
        },
  ])
}

/** Offers to be reminded of the newest unread item: most often the one that the user was just notified about. */
export function remindMenu(
  {
    latest,
    localTime,
    hideContent,
  }: { readonly latest: readonly Item[]; readonly localTime: LocalTime; readonly hideContent: boolean },
  i18n: I18n,
): readonly TrayEntry[] {
  const item = latest.find(
    ({ read, notification, heldUntil }) => !read && !(notification === 'pending' && heldUntil !== null),
  )
  if (item === undefined) return []
  const { key } = item
  return [
    {
      kind: 'submenu',
      label: hideContent
        ? i18n.t('remind.label')
        : i18n.t('tray.remind', { title: oneLine(nameOf(item, i18n), i18n) }),
      entries: [
        ...reminderChoices(localTime).map(({ name, until }) =>
          commandEntry(i18n.t(`remind.${name}`), { type: 'snooze', keys: [key], until }),
        ),
        commandEntry(i18n.t('remind.pick'), { type: 'pick-reminder', key }),
      ],
    },
  ]
}

/** Jobs that have not ended have their own entries. */
export function itemEntries(latest: readonly Item[], i18n: I18n): readonly TrayEntry[] {
  const shown = latest.filter(({ state }) => state === null || isFinal(state)).slice(0, maxItems)
  return section(
    shown.map((item) =>
      commandEntry(`${item.read ? '' : '● '}${oneLine(nameOf(item, i18n), i18n)}`, {
        type: 'open-notification',
        keys: [item.key],
      }),
    ),
  )
}

export function pauseMenu({ t }: I18n): TrayEntry {
  return {
    kind: 'submenu',
    label: t(actionTexts.pause),
    entries: pauseChoices.map(({ text, length }) => commandEntry(t(text), { type: 'pause', length })),
  }
}

function section(entries: readonly TrayEntry[]): readonly TrayEntry[] {
  return entries.length === 0 ? [] : [separator, ...entries]
}

function restEntry(key: 'tray.more-running' | 'tray.more-waiting', count: number, { t }: I18n) {
  return count > 0 ? [textEntry(t(key, { count }))] : []
}

/** A title of the other reading direction must not turn what is written around it. */
export function oneLine(text: string, { direction }: I18n): string {
  const line = cut(text.replaceAll(/\s+/gu, ' ').trim(), maxLabelLength)
  return isolateDirection(line, direction)
}

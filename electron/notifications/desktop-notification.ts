import type { I18n } from '../i18n/i18n.ts'
import { assertNever } from '../model/assert-never.ts'
import { expiryOf } from '../model/download.ts'
import type { Item } from '../model/item.ts'
import type { Settings } from '../model/settings.ts'

/** What a button on a toast does with the toast's one item. */
export type NotificationAction = 'download' | 'open' | 'snooze'

/** A toast as it was decided, before any desktop draws it. Texts are plain, never markup. */
export interface DesktopNotification {
  /** A toast of the same id takes the place of the one before, where the platform can do that. */
  readonly id: string
  /** Toasts of the same group stand together, where the platform can do that. */
  readonly group: 'jobs' | 'notifications' | 'digests'
  readonly title: string
  readonly body: string
  readonly urgency: 'low' | 'normal' | 'critical'
  readonly silent: boolean
  /** The items it stands for: one, or those of a digest; none where the app speaks of itself. */
  readonly keys: readonly Item['key'][]
  /** Whether it has had its say once its items are read; a reminder may be of what was read long ago. */
  readonly closeWhenRead: boolean
  /** Buttons, on platforms that have them. */
  readonly actions: readonly { readonly type: NotificationAction; readonly label: string }[]
}

/** The settings that toasts are written by. */
export type NotificationTextSettings = Pick<Settings, 'sounds' | 'hideContent'>

// Desktops cut long texts each in their own way; ours ends in an ellipsis and leaves room for the rest.
const titleLength = 80
const bodyLength = 240

/** How long "remind me later" is. */
export const snoozeMs = 60 * 60_000

/** The toast of one item. */
export function createItemNotification(
  item: Item,
  settings: NotificationTextSettings,
  now: number,
  i18n: I18n,
): DesktopNotification {
  const title = titleOf(item, i18n)
  const body = item.message === title ? '' : (item.message ?? '')
  return {
    ...notificationFrame(item, settings, now, i18n),
    ...(settings.hideContent
      ? hiddenContent(1, i18n)
      : { title: cut(title, titleLength), body: cut(body, bodyLength) }),
  }
}

/** All of a toast that does not depend on what it says. */
export function notificationFrame(
  item: Item,
  settings: NotificationTextSettings,
  now: number,
  i18n: I18n,
): Omit<DesktopNotification, 'title' | 'body'> {
  return {
    id: `item-${item.key}`,
    group: item.type === 'job' ? 'jobs' : 'notifications',
    urgency: item.priority === 'critical' ? 'critical' : item.priority === 'low' ? 'low' : 'normal',
    silent: isSilent(item, settings.sounds),
    keys: [item.key],
    closeWhenRead: true,
    actions: actionsFor(item, now, i18n),
  }
}

/** What is said when nothing may be said. */
export function hiddenContent(count: number, i18n: I18n): Pick<DesktopNotification, 'title' | 'body'> {
  return { title: 'Tidings', body: i18n.t('toast.hidden', { count }) }
}

/** A failure is as loud as anything important. */
export function isSilent(
  { priority, state }: Pick<Item, 'priority' | 'state'>,
  sounds: Settings['sounds'],
): boolean {
  switch (sounds) {
    case 'all':
      return priority === 'low'
    case 'important':
      return priority !== 'high' && priority !== 'critical' && state !== 'failed'
    case 'none':
      return true
    default:
      return assertNever(sounds)
  }
}

function actionsFor(item: Item, now: number, { t }: I18n): DesktopNotification['actions'] {
  const canDownload =
    item.offer !== null && item.download?.kind !== 'done' && expiryOf(item, now) !== 'expired'
  return [
    ...(canDownload ? [{ type: 'download', label: t('toast.download') } as const] : []),
    ...(item.url !== null ? [{ type: 'open', label: t('toast.open') } as const] : []),
    { type: 'snooze', label: t('toast.snooze') },
  ]
}

/** What to call an item in one line; a failure says so before all else. */
export function titleOf(item: Item, { t }: I18n): string {
  switch (item.state) {
    case null:
      return item.title ?? 'Tidings'
    case 'failed':
      return t('toast.failed', { title: item.title ?? t('toast.untitled-job') })
    case 'cancelled':
      return t('toast.cancelled', { title: item.title ?? t('toast.untitled-job') })
    case 'queued':
    case 'running':
    case 'succeeded':
      return item.title ?? t('toast.job-finished')
    default:
      return assertNever(item.state)
  }
}

/** What to call an item where its message is not said beside. */
export function nameOf(item: Item, i18n: I18n): string {
  return item.title === null && item.state === null
    ? (item.message ?? titleOf(item, i18n))
    : titleOf(item, i18n)
}

/** Shortens a text to at most `length` characters as people count them, the last an ellipsis. */
export function cut(text: string, length: number): string {
  let count = 0
  let end = 0
  for (const { index } of new Intl.Segmenter().segment(text)) {
    count += 1
    if (count === length) end = index
    if (count > length) return `${text.slice(0, end)}…`
  }
  return text
}

import type { I18n } from '../i18n/i18n.ts'
import { titleOf } from '../i18n/item-name.ts'
import { assertNever } from '../model/assert-never.ts'
import { isDataFile } from '../model/data-files.ts'
import { expiryOf } from '../model/download.ts'
import type { Item } from '../model/item.ts'
import { limits } from '../model/limits.ts'
import type { Rule } from '../model/rule.ts'
import { ruleMatcher } from '../model/rule-matcher.ts'
import { serverNames } from '../model/server-names.ts'
import type { Settings } from '../model/settings.ts'
import { cut } from '../model/text.ts'
import type { DesktopNotification } from './desktop-notification.ts'
import { usualEffect } from './pending.ts'

/** The settings that decide how notifications are written. */
export type NotificationTextSettings = Pick<
  Settings,
  'sounds' | 'hideContent' | 'servers' | 'repeatCritical' | 'rules'
>

// Each desktop cuts long texts in its own way; ours end in an ellipsis and leave space for the buttons.
export const maxTitleLength = limits.shown.notificationTitle.max
export const maxBodyLength = limits.shown.notificationBody.max
const maxServerNameLength = 60

/** The notification of one item. */
export function createItemNotification(
  item: Item,
  settings: NotificationTextSettings,
  now: number,
  i18n: I18n,
): DesktopNotification {
  const title = titleOf(item, i18n)
  const body = bodyOf(item, title, i18n)
  const server = serverNameOf(item, settings)
  const lines = [
    ...(body === '' ? [] : [cut(body, maxBodyLength - (server === null ? 0 : server.length + 1))]),
    ...(server === null ? [] : [server]),
  ]
  return {
    ...notificationWithoutText(item, settings, now, i18n),
    ...(settings.hideContent
      ? hiddenContent(1, i18n)
      : { title: cut(title, maxTitleLength), body: lines.join('\n') }),
  }
}

/** The message; before it the name of the file that was downloaded by itself. */
function bodyOf({ download, message }: Item, title: string, i18n: I18n): string {
  const saved = download?.kind === 'done' ? [i18n.t('notification.saved', { name: download.fileName })] : []
  return [...saved, ...(message === null || message === title ? [] : [message])].join('\n')
}

/** The name of the server that the item came from, where there are several; null where that says nothing new. */
export function serverNameOf({ source }: Item, { servers }: NotificationTextSettings): string | null {
  const name = servers.length < 2 ? undefined : serverNames(servers).get(source)
  return name === undefined ? null : cut(name, maxServerNameLength)
}

/** Everything in the notification of an item but its title and body. */
export function notificationWithoutText(
  item: Item,
  settings: NotificationTextSettings,
  now: number,
  i18n: I18n,
): Omit<DesktopNotification, 'title' | 'body'> {
  const { notify, sound, keepOnScreen } = ruleMatcher(settings.rules)(item) ?? usualEffect
  return {
    id: itemNotificationId(item.key),
    group: item.type === 'job' ? 'jobs' : 'notifications',
    urgency: isUrgent({ priority: item.priority, notify })
      ? 'critical'
      : item.priority === 'low'
        ? 'low'
        : 'normal',
    silent: isSilent(item, sound, settings.sounds),
    keepOnScreen: item.priority === 'critical' || keepOnScreen,
    picture: pictureOf([item]),
    validUntil: null,
    keys: [item.key],
    closeWhenRead: true,
    actions: actionsFor(item, settings, now, i18n),
  }
}

/** The id of the notification of one item: a later one replaces it. */
export function itemNotificationId(key: Item['key']): string {
  return `item-${key}`
}

/** The title and body when the user has chosen to hide the content of notifications. */
export function hiddenContent(count: number, i18n: I18n): Pick<DesktopNotification, 'title' | 'body'> {
  return { title: 'Tidings', body: i18n.t('notification.hidden', { count }) }
}

/** What the picture says at a glance: everything critical, something failed, everything ready, or none of that. */
export function pictureOf(
  items: readonly Pick<Item, 'priority' | 'state'>[],
): DesktopNotification['picture'] {
  if (items.every(({ priority }) => priority === 'critical')) return 'critical'
  if (items.some(({ state }) => state === 'failed')) return 'failed'
  return items.every(({ state }) => state === 'succeeded') ? 'ready' : 'plain'
}

/** Whether the desktop has to let it through its own Do Not Disturb. */
export function isUrgent({ priority, notify }: Pick<Item, 'priority'> & Pick<Rule, 'notify'>): boolean {
  return priority === 'critical' || notify === 'always'
}

/** Whether an item is announced without a sound: by its rule, or by the settings. Failed jobs count as important. */
export function isSilent(
  { priority, state }: Pick<Item, 'priority' | 'state'>,
  byRule: Rule['sound'],
  sounds: Settings['sounds'],
): boolean {
  if (byRule !== 'as-usual') return byRule === 'off'
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

/** The button for those who have seen a critical notification that would come again. */
export function acknowledgeAction({ t }: I18n): DesktopNotification['actions'][number] {
  return { type: 'acknowledge', label: t('notification.acknowledge') }
}

/** GNOME shows no more; a click on the notification itself, which opens the item, is no button there. */
const maxButtons = 3

function openFileAction({ fileName }: { readonly fileName: string }, { t }: I18n) {
  const label = t(isDataFile(fileName) ? 'download.open' : 'download.show')
  return { type: 'open-download', label } as const
}

function actionsFor(
  item: Item,
  { repeatCritical }: NotificationTextSettings,
  now: number,
  i18n: I18n,
): DesktopNotification['actions'] {
  const { t } = i18n
  const { download } = item
  const isStarted = download?.kind === 'done' || download?.kind === 'running' || download?.kind === 'queued'
  const canDownload = item.offer !== null && !isStarted && expiryOf(item, now) !== 'expired'
  const isRepeated = repeatCritical && item.priority === 'critical'
  const open =
    item.url === null || download?.kind === 'done' ? [] : [{ type: 'open', label: t('action.open') } as const]
  const buttons: DesktopNotification['actions'] = [
    ...(isRepeated ? [acknowledgeAction(i18n)] : []),
    ...(download?.kind === 'done' ? [openFileAction(download, i18n)] : []),
    ...(canDownload ? [{ type: 'download', label: t('download.get') } as const] : []),
    { type: 'snooze', label: t('notification.snooze') },
    { type: 'snooze-tomorrow', label: t('notification.snooze-tomorrow') },
  ]
  const shown = buttons.slice(0, maxButtons)
  // After the download, as in the window.
  const [first, ...others] = shown
  return first?.type === 'download' ? [first, ...open, ...others] : [...open, ...shown]
}

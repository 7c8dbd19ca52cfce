import type { I18n, TextValues } from '../i18n/i18n.ts'
import type { Trouble } from './connection-trouble.ts'
import type { DesktopNotification } from './desktop-notification.ts'

/** What the app notifies about on its own behalf. */
export type AppNotificationKind = 'test' | 'settings-damaged' | 'history-damaged' | 'update-ready' | Trouble

/** A notification that stands for no item. */
export function createAppNotification(
  kind: AppNotificationKind,
  i18n: I18n,
  values: TextValues = {},
): DesktopNotification {
  return {
    id: kind,
    group: 'notifications',
    title: i18n.t(`toast.${kind}-title`, values),
    body: i18n.t(`toast.${kind}-body`, values),
    urgency: kind === 'update-ready' ? 'low' : 'normal',
    silent: kind === 'update-ready',
    keys: [],
    closeWhenRead: false,
    actions: [],
  }
}

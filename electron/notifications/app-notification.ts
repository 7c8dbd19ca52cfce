import type { I18n, TextValues } from '../i18n/i18n.ts'
import type { DesktopNotification } from './desktop-notification.ts'

/** What the app has to say of itself. */
export type AppNotificationKind = 'test' | 'settings-damaged' | 'history-damaged' | 'update-ready'

/** A toast that stands for no item: the app speaks of itself. */
export function createAppNotification(
  about: AppNotificationKind,
  i18n: I18n,
  values: TextValues = {},
): DesktopNotification {
  return {
    id: about,
    group: 'notifications',
    title: i18n.t(`toast.${about}-title`, values),
    body: i18n.t(`toast.${about}-body`, values),
    urgency: about === 'update-ready' ? 'low' : 'normal',
    silent: about === 'update-ready',
    keys: [],
    closeWhenRead: false,
    actions: [],
  }
}

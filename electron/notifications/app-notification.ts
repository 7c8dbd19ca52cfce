import type { TextValues, Words } from '../i18n/i18n.ts'
import type { Alert } from './desktop-notification.ts'

/** What the app has to say of itself. */
export type OwnNews = 'test' | 'settings-damaged' | 'history-damaged' | 'update-ready'

/** A toast that stands for no item: the app speaks of itself. */
export function ownAlert(about: OwnNews, words: Words, values: TextValues = {}): Alert {
  return {
    id: about,
    group: 'notifications',
    title: words.say(`toast.${about}-title`, values),
    body: words.say(`toast.${about}-body`, values),
    urgency: about === 'update-ready' ? 'low' : 'normal',
    silent: about === 'update-ready',
    keys: [],
    isOverWhenRead: false,
    actions: [],
  }
}

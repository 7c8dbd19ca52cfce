import type { TextValues, Words } from '../words/words.ts'
import type { Alert } from './alert.ts'

/** A toast that stands for no item: the app speaks of itself. */
export function ownAlert(
  about: 'test' | 'settings-damaged' | 'history-damaged',
  words: Words,
  values: TextValues = {},
): Alert {
  return {
    id: about,
    group: 'notifications',
    title: words.say(`toast.${about}-title`, values),
    body: words.say(`toast.${about}-body`, values),
    urgency: 'normal',
    silent: false,
    keys: [],
    actions: [],
  }
}

import type { I18n } from '../i18n/i18n.ts'
import type { MonotonicClock } from '../model/clock.ts'
import type { Item } from '../model/item.ts'
import type { DesktopNotification } from './desktop-notification.ts'

/** How long an equal text adds to a notification, counted from the first. After that it is worth a sound again. */
const maxFoldMs = 10 * 60_000
/** Of more texts in turn the oldest are forgotten. */
const maxFolds = 100
const maxKeys = 1_000

interface Fold {
  readonly id: string
  readonly keys: readonly Item['key'][]
  readonly count: number
  /** When the first was shown, as `MonotonicClock.elapsed`. */
  readonly startedAt: number
}

/**
 * Simple backends send the same text again and again, without ids: each of those is an item of its own, but one
 * notification stands for all of them, "×3", and only the first makes a sound.
 *
 * @param anyUnread whether one of these items is unread
 */
export function createFolding(clock: MonotonicClock, anyUnread: (keys: readonly Item['key'][]) => boolean) {
  const folds = new Map<string, Fold>()

  const current = (text: string): Fold | null => {
    const fold = folds.get(text)
    if (fold === undefined || clock.elapsed() - fold.startedAt >= maxFoldMs || !anyUnread(fold.keys))
      return null
    return fold
  }

  return {
    /** The notification of equal items, newest first, together with those that were shown before. */
    fold: (items: readonly [Item, ...Item[]], notification: DesktopNotification, i18n: I18n) => {
      const text = foldedText(items[0])
      if (text === null) return notification
      const before = current(text)
      const keys = items.map(({ key }) => key)
      const count = items.length + (before?.count ?? 0)
      if (count === 1) return notification
      return {
        ...notification,
        id: before?.id ?? notification.id,
        title: i18n.t('notification.repeated', { title: notification.title, count }),
        keys: [...keys, ...(before?.keys ?? [])].slice(0, maxKeys),
        silent: notification.silent || before !== null,
      }
    },
    /** These items were shown in this notification. */
    onShown: (items: readonly Item[], { id, keys }: DesktopNotification): void => {
      const [item] = items
      const text = item === undefined ? null : foldedText(item)
      if (text === null) return
      const before = current(text)
      const count = items.length + (before?.count ?? 0)
      folds.delete(text)
      folds.set(text, { id, keys, count, startedAt: before?.startedAt ?? clock.elapsed() })
      const [oldest] = folds.keys()
      if (folds.size > maxFolds && oldest !== undefined) folds.delete(oldest)
    },
    /** The user has seen the notification of these items: what comes next begins again. */
    forget: ([key]: readonly Item['key'][]): void => {
      for (const [text, fold] of folds) if (key !== undefined && fold.keys.includes(key)) folds.delete(text)
    },
  }
}

/** Whether all of these items say the same, in a way that one notification may stand for them. */
export function areEqual(items: readonly Item[]): items is readonly [Item, ...Item[]] {
  const [first] = items
  const text = first === undefined ? null : foldedText(first)
  return text !== null && items.every((item) => foldedText(item) === text)
}

/** What two items must have in common; null: this item is announced alone, as every job and everything critical. */
function foldedText({ type, priority, title, message, category, url }: Item): string | null {
  if (type === 'job' || priority === 'critical') return null
  return JSON.stringify([title, message, category, priority, url])
}

import { useCallback, useMemo, useState } from 'react'
import type { Item } from '../../electron/model/item.ts'
import { useWindow } from '../window-context.ts'
import { isAnyUnread } from './item-abilities.ts'
import type { ItemActions } from './item-actions.ts'

/**
 * The items of a list of unread ones, together with those that the user has read in it: a row must not vanish under the
 * pointer. They stay, marked as read, until the list is another one.
 */
export function useStayRead(items: readonly Item[], unreadOnly: boolean) {
  const { latest, deleted } = useWindow().snapshot
  const [readHere, setReadHere] = useState<readonly Item[]>([])
  const shown = useMemo(
    () => (readHere.length === 0 ? items : withStaying(items, readHere, latest.items, deleted)),
    [items, readHere, latest, deleted],
  )
  /** Call it with the items that the user marks as read. */
  const keep = useCallback(
    (read: readonly Item[]) => {
      if (!unreadOnly || read.length === 0) return
      const keys = new Set(read.map(({ key }) => key))
      const marked = read.map((item) => ({ ...item, read: true }))
      setReadHere((last) => [...last.filter(({ key }) => !keys.has(key)), ...marked])
    },
    [unreadOnly],
  )
  return { items: shown, keep }
}

/**
 * @param newest items as they are now, if they are among these
 * @param deleted keys of items that may come back, but are not shown
 */
function withStaying(
  items: readonly Item[],
  staying: readonly Item[],
  newest: readonly Item[],
  deleted: readonly Item['key'][],
): readonly Item[] {
  const hidden = new Set([...items.map(({ key }) => key), ...deleted])
  const missing = staying.filter(({ key }) => !hidden.has(key))
  if (missing.length === 0) return items
  const newestOf = new Map(newest.map((item) => [item.key, item]))
  const known = missing.map((item) => newestOf.get(item.key) ?? item)
  return [...items, ...known].sort((a, b) => b.position - a.position)
}

/** The same actions, which also keep what the user marks as read. */
export function keepingRead(actions: ItemActions, keep: (read: readonly Item[]) => void): ItemActions {
  const markRead: ItemActions['markRead'] = (marked, read) => {
    if (read) keep(marked.filter((item) => !item.read))
    actions.markRead(marked, read)
  }
  return {
    ...actions,
    markRead,
    toggleRead: (marked) => markRead(marked, isAnyUnread(marked)),
    open: (item) => {
      if (!item.read) keep([item])
      actions.open(item)
    },
  }
}

import type { SnoozeTime } from '../../electron/model/command.ts'
import type { Item } from '../../electron/model/item.ts'
import { isMuted, type MuteTarget, withMute, withoutMute } from '../../electron/model/mute.ts'
import type { RuleSubject } from '../../electron/model/rule.ts'
import type { Settings } from '../../electron/model/settings.ts'
import type { Bridge, WindowCommand } from '../../electron/window/contract.ts'
import type { OfferUndo, Undoable } from '../undo/use-undo.ts'
import { forKeys, inBatches } from './commands-for-keys.ts'
import { canDownload, canRemind, canToggleRead, isAnyUnread, remindsAt } from './item-abilities.ts'
import type { ItemOrigin } from './item-origin.ts'

export type ItemActions = ReturnType<typeof createItemActions>

type Items = readonly Item[]
type Commands = readonly WindowCommand[]
type Change = (Undoable & { kind: 'changed' })['change']

/** What was done with a single item, which nothing but its row shows. */
export type DoneAlone = 'read' | 'unread' | 'pinned' | 'unpinned' | 'copied' | 'downloading'

/** What the user can do with items. Of several, those are left out with which it can't be done. */
export function createItemActions(
  bridge: Bridge,
  rules: Settings['rules'],
  offerUndo: OfferUndo,
  announce: (done: DoneAlone) => void,
  makeRule: (subject: RuleSubject) => void,
) {
  const run = (commands: Commands) => {
    for (const command of commands) bridge.send(command)
  }
  const changed = (change: Change, items: Items, revert: Commands) => {
    if (items.length > 0) offerUndo({ kind: 'changed', change, count: items.length, revert })
  }
  /** Like `changed`, for what the same key takes back where it is done with a single item: that is only announced. */
  const toggled = (
    change: Change & DoneAlone,
    { chosen, found }: { readonly chosen: Items; readonly found: Items },
    revert: Commands,
  ) => {
    if (chosen.length > 1) changed(change, found, revert)
    else if (found.length > 0) announce(change)
  }
  const setMuted = (target: MuteTarget, muted: boolean) => {
    const change = { rules: muted ? withMute(rules, target) : withoutMute(rules, target) }
    bridge.send({ type: 'change-settings', change })
  }
  const markRead = (items: Items, read: boolean) => {
    const found = items.filter((item) => item.read !== read && canToggleRead(item))
    run(forKeys(read ? 'mark-read' : 'mark-unread', found))
    const revert = forKeys(read ? 'mark-unread' : 'mark-read', found)
    toggled(read ? 'read' : 'unread', { chosen: items, found }, revert)
  }
  return {
    /** Opens the page, if there is one, and marks it as read. */
    open: ({ key }: Item) => bridge.send({ type: 'open-item', key }),
    markRead,
    /** Marks all as read, or as unread if they are. */
    toggleRead: (items: Items) => markRead(items, isAnyUnread(items)),
    /** Pins all, or unpins them if they are. */
    togglePin: (items: Items) => {
      const pinned = items.some((item) => !item.pinned)
      const found = items.filter((item) => item.pinned !== pinned)
      run(forKeys(pinned ? 'pin' : 'unpin', found))
      const revert = forKeys(pinned ? 'unpin' : 'pin', found)
      toggled(pinned ? 'pinned' : 'unpinned', { chosen: items, found }, revert)
    },
    remove: (items: Items) => {
      run(forKeys('delete', items))
      const named = items.map(({ key, title, message, id }) => ({ key, title: title ?? message ?? id }))
      offerUndo({ kind: 'deleted', items: named })
    },
    remind: (items: Items, until: SnoozeTime) => {
      const found = items.filter(canRemind)
      run(inBatches(found).map((keys) => ({ type: 'snooze', keys, until })))
      changed('reminded', found, forKeys('cancel-snooze', found))
    },
    cancelReminder: (items: Items) => {
      const found = items.filter((item) => remindsAt(item) !== null)
      run(forKeys('cancel-snooze', found))
      const untilOf = (item: Item) => ({ kind: 'at', at: remindsAt(item) ?? 0 }) as const
      const revert = found.map(
        (item) => ({ type: 'snooze', keys: [item.key], until: untilOf(item) }) as const,
      )
      changed('reminder-cancelled', found, revert)
    },
    copyText: (items: Items) => {
      run(forKeys('copy-text', items))
      if (items.length > 0) announce('copied')
    },
    /** @param index the place of the link in the message; null: the address of the page */
    copyLink: ({ key }: Item, index: number | null) => bridge.send({ type: 'copy-link', key, index }),
    openLink: ({ key }: Item, index: number) => bridge.send({ type: 'open-link', key, index }),
    toggleMute: (category: string) => {
      const muted = isMuted(rules, { category })
      setMuted({ category }, !muted)
      offerUndo({ kind: muted ? 'unmuted' : 'muted', category, before: rules })
    },
    toggleServerMute: ({ server, source, muted }: ItemOrigin) => {
      if (server === null) return
      setMuted({ source: source.id }, !muted)
      offerUndo({ kind: muted ? 'server-unmuted' : 'server-muted', name: source.name, before: rules })
    },
    /** Opens the editor for a rule about items like this one. */
    makeRule,
    /** @param now milliseconds since the epoch: what has expired is left out */
    download: (items: Items, now: number) => {
      const found = items.filter((item) => canDownload(item, now))
      run(found.map(({ key }) => ({ type: 'download', key })))
      const revert = found.map(({ key }) => ({ type: 'cancel-download', key }) as const)
      toggled('downloading', { chosen: items, found }, revert)
    },
    cancelDownload: ({ key }: Item) => bridge.send({ type: 'cancel-download', key }),
    openDownload: ({ key }: Item) => bridge.send({ type: 'open-download', key }),
    dragDownload: ({ key }: Item) => bridge.send({ type: 'drag-download', key }),
    showDownload: ({ key }: Item) => bridge.send({ type: 'show-download', key }),
  }
}

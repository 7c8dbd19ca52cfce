import type { Item } from '../../electron/model/item.ts'
import { isFinal } from '../../electron/model/job.ts'
import type { Settings } from '../../electron/model/settings.ts'
import type { Bridge } from '../../electron/window/contract.ts'
import type { OfferUndo } from '../undo/use-undo.ts'
import type { ItemOrigin } from './item-origin.ts'

export type ItemActions = ReturnType<typeof createItemActions>

/** A job that has not ended can't be unread: there is nothing to read yet. */
export function canToggleRead({ read, state }: Item): boolean {
  return !read || state === null || isFinal(state)
}

/** What the user can do with an item. */
export function createItemActions(
  bridge: Bridge,
  mutedCategories: Settings['mutedCategories'],
  offerUndo: OfferUndo,
) {
  return {
    open: ({ key }: Item) => bridge.send({ type: 'open-item', key }),
    toggleRead: (item: Item) => {
      if (!canToggleRead(item)) return
      bridge.send({ type: item.read ? 'mark-unread' : 'mark-read', keys: [item.key] })
    },
    remove: ({ key, title, message, id }: Item) => {
      bridge.send({ type: 'delete', keys: [key] })
      offerUndo({ kind: 'deleted', items: [{ key, title: title ?? message ?? id }] })
    },
    toggleMute: (category: string) => {
      const muted = mutedCategories.includes(category)
      const others = mutedCategories.filter((one) => one !== category)
      const change = { mutedCategories: muted ? others : [...others, category] }
      bridge.send({ type: 'change-settings', change })
      offerUndo({ kind: muted ? 'unmuted' : 'muted', category, mutedBefore: mutedCategories })
    },
    toggleServerMute: ({ server, source, muted }: ItemOrigin) => {
      if (server === null) return
      bridge.send({ type: 'change-server', server, change: { muted: !muted } })
      offerUndo({ kind: muted ? 'server-unmuted' : 'server-muted', server, name: source.name })
    },
    download: ({ key }: Item) => bridge.send({ type: 'download', key }),
    cancelDownload: ({ key }: Item) => bridge.send({ type: 'cancel-download', key }),
    showDownload: ({ key }: Item) => bridge.send({ type: 'show-download', key }),
  }
}

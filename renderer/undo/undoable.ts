import type { Item } from '../../electron/model/item.ts'
import type { Settings } from '../../electron/model/settings.ts'
import type { AppSnapshot, WindowCommand } from '../../electron/window/contract.ts'
import { forKeys } from '../history/commands-for-keys.ts'

interface DeletedItem {
  readonly key: Item['key']
  readonly title: string
}

/** An action that can be undone. */
export type Undoable =
  | { readonly kind: 'deleted'; readonly items: readonly DeletedItem[] }
  /** Something was changed of so many items; `revert` changes it back. */
  | {
      readonly kind: 'changed'
      readonly change:
        | 'read'
        | 'unread'
        | 'pinned'
        | 'unpinned'
        | 'reminded'
        | 'reminder-cancelled'
        | 'downloading'
      readonly count: number
      readonly revert: readonly WindowCommand[]
    }
  /** Everything that a filter matches was marked as read; `before` is `AppSnapshot.markedRead` from before that. */
  | { readonly kind: 'matching-read'; readonly before: AppSnapshot['markedRead'] }
  | {
      readonly kind: 'muted' | 'unmuted'
      readonly category: string
      readonly before: Settings['rules']
    }
  | {
      readonly kind: 'server-muted' | 'server-unmuted'
      readonly name: string
      readonly before: Settings['rules']
    }
  | { readonly kind: 'rule-deleted'; readonly before: Settings['rules'] }
  | { readonly kind: 'filter-deleted'; readonly name: string; readonly before: Settings['savedFilters'] }

/** What can be undone after the next action: the same thing done with further items is undone together. */
export function joined(last: Undoable | null, next: Undoable): Undoable {
  if (last?.kind === 'deleted' && next.kind === 'deleted')
    return { ...next, items: [...last.items, ...next.items] }
  if (last?.kind === 'changed' && next.kind === 'changed' && last.change === next.change)
    return { ...next, count: last.count + next.count, revert: [...next.revert, ...last.revert] }
  return next
}

/** What of the action is done, as far as the main process has said; null: nothing. A deletion may fail. */
export function doneOf(
  action: Undoable | null,
  { deleted, markedRead }: Pick<AppSnapshot, 'deleted' | 'markedRead'>,
): Undoable | null {
  if (action?.kind === 'matching-read')
    return markedRead === null || markedRead.count === 0 || markedRead.at === action.before?.at
      ? null
      : action
  if (action?.kind !== 'deleted') return action
  const done = new Set(deleted)
  const items = action.items.filter(({ key }) => done.has(key))
  return items.length === 0 ? null : { ...action, items }
}

/** The commands that undo an action. */
export function commandsThatRevert(action: Undoable): readonly WindowCommand[] {
  switch (action.kind) {
    case 'deleted':
      return forKeys('undo-delete', action.items)
    case 'changed':
      return action.revert
    case 'matching-read':
      return [{ type: 'undo-mark-read' }]
    case 'muted':
    case 'unmuted':
    case 'server-muted':
    case 'server-unmuted':
    case 'rule-deleted':
      return [{ type: 'change-settings', change: { rules: action.before } }]
    case 'filter-deleted':
      return [{ type: 'change-settings', change: { savedFilters: action.before } }]
    default:
      return action satisfies never
  }
}

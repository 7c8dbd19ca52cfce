import { isLetterKey } from '../keyboard.ts'

/** What a key does in the list. */
export type ListKey =
  /** `extends`: everything on the way becomes selected. */
  | {
      readonly kind: 'move'
      readonly by: 'item' | 'page' | 'all'
      readonly down: boolean
      readonly extends: boolean
    }
  | { readonly kind: 'activate' | 'unfold' | 'fold' | 'remove' | 'toggle-read' | 'mark-unread' }
  | { readonly kind: 'select' | 'select-all' | 'copy' | 'leave' }

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>

const moves: Readonly<Record<string, { readonly by: 'item' | 'page' | 'all'; readonly down: boolean }>> = {
  ArrowDown: { by: 'item', down: true },
  ArrowUp: { by: 'item', down: false },
  PageDown: { by: 'page', down: true },
  PageUp: { by: 'page', down: false },
  End: { by: 'all', down: true },
  Home: { by: 'all', down: false },
}

/** What a key does in the list; null: nothing. @param direction of the window's language */
export function listKeyOf(event: Pressed, direction: 'ltr' | 'rtl'): ListKey | null {
  if (event.altKey) return null
  if (event.ctrlKey || event.metaKey) {
    if (event.shiftKey) return null
    if (isLetterKey(event, 'a')) return { kind: 'select-all' }
    return isLetterKey(event, 'c') ? { kind: 'copy' } : null
  }
  const move = moves[event.key]
  if (move !== undefined) return { kind: 'move', ...move, extends: event.shiftKey }
  switch (event.key) {
    case 'Enter':
      return { kind: 'activate' }
    case 'Delete':
    case 'Backspace':
      return { kind: 'remove' }
    case 'Escape':
      return { kind: 'leave' }
    case 'ArrowRight':
      return { kind: direction === 'ltr' ? 'unfold' : 'fold' }
    case 'ArrowLeft':
      return { kind: direction === 'ltr' ? 'fold' : 'unfold' }
  }
  if (isLetterKey(event, 'j')) return { kind: 'move', by: 'item', down: true, extends: event.shiftKey }
  if (isLetterKey(event, 'k')) return { kind: 'move', by: 'item', down: false, extends: event.shiftKey }
  if (isLetterKey(event, 'u')) return { kind: event.shiftKey ? 'mark-unread' : 'toggle-read' }
  return isLetterKey(event, 'x') && !event.shiftKey ? { kind: 'select' } : null
}

/** Where a move leads to from an item, both by their index. @param pageSize how many items are visible */
export function targetOf(
  { by, down }: { readonly by: 'item' | 'page' | 'all'; readonly down: boolean },
  index: number,
  count: number,
  pageSize: number,
): number {
  const steps = { item: 1, page: Math.max(1, pageSize - 1), all: count }[by]
  return Math.max(0, Math.min(count - 1, down ? index + steps : index - steps))
}

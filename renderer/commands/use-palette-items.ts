import { useEffect, useEffectEvent, useState } from 'react'
import type { Item } from '../../electron/model/item.ts'
import { termsOf } from '../../electron/model/text-folding.ts'
import { useWindow } from '../window-context.ts'

const searchDelayMs = 150
const maxItems = 8

interface Found {
  readonly search: string
  readonly items: readonly Item[]
}

const nothing: Found = { search: '', items: [] }

/**
 * The newest items that match what was typed. The history is asked when the user pauses; until its answer is there, the
 * items of the last search stay, so that the list does not flicker. `isComplete`: they are those of this search.
 *
 * @param onFound called with the items of each search
 */
export function usePaletteItems(
  typed: string,
  onFound: (items: readonly Item[]) => void,
): Found & { readonly isComplete: boolean } {
  const { bridge, clock } = useWindow()
  const [found, setFound] = useState(nothing)
  const search = isLongEnough(typed) ? typed.trim() : ''
  const tellFound = useEffectEvent(onFound)
  useEffect(() => {
    if (search === '') return
    let isCurrent = true
    const cancel = clock.after(searchDelayMs, () => {
      const query = { before: null, limit: maxItems, unreadOnly: false, search }
      void bridge.history(query).then(({ items }) => {
        if (!isCurrent) return
        const first = items.slice(0, maxItems)
        setFound({ search, items: first })
        tellFound(first)
      })
    })
    return () => {
      isCurrent = false
      cancel()
    }
  }, [bridge, clock, search])
  if (search === '') return { ...nothing, isComplete: true }
  return { ...found, isComplete: found.search === search }
}

/** A single Latin letter finds nearly everything; a single Japanese character is a word. */
function isLongEnough(typed: string): boolean {
  const [first = ''] = termsOf(typed)
  return first.length > 1 || /[^\0-\x7f]/.test(first)
}

import { type RefObject, useEffect, useRef } from 'react'
import { focusPlaceOf } from './commands/focus-place.ts'
import { useWindow } from './window-context.ts'

/** Marks an element that opens another page, so that it gets the focus back. The name is unique in its page. */
export function openerMark(name: string) {
  return { 'data-opener': name }
}

/** What to give the focus back to, when another page is opened while this element has it; null: nothing. */
export function openerOf(element: Element | null): string | null {
  const place = focusPlaceOf(element)
  if (place === 'list' || place === 'detail') return 'list'
  return element?.closest('[data-opener]')?.getAttribute('data-opener') ?? null
}

/**
 * Gives the focus a place when the page has changed and what had it is gone: what opened the settings, and otherwise the
 * heading. A page that focuses something by itself is left alone.
 *
 * @param opener where the focus was before the settings were opened, see `openerOf`
 */
export function usePageFocus(
  page: string,
  opener: string | null,
  listRef: RefObject<{ readonly focus: () => void } | null>,
): void {
  const { clock } = useWindow()
  const shown = useRef(page)
  useEffect(() => {
    if (shown.current === page) return
    shown.current = page
    // Not in the same moment: Orca does not notice the focus on what has only just appeared.
    return clock.after(0, () => {
      if (!isLost()) return
      if (opener === 'list') listRef.current?.focus()
      else if (opener !== null) focusFirst(`[data-opener="${opener}"]`)
      if (isLost()) focusFirst('h1')
    })
  }, [clock, page, opener, listRef])
}

function isLost(): boolean {
  return document.activeElement === null || document.activeElement === document.body
}

function focusFirst(selector: string): void {
  document.querySelector<HTMLElement>(selector)?.focus()
}

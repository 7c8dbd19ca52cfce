import { type RefObject, useEffectEvent, useLayoutEffect } from 'react'

/**
 * Keeps the focus in the list when another filter puts a new list in its place.
 *
 * @param hadFocus whether the list before had it; of whatever contains the lists
 */
export function useKeptListFocus(
  listRef: RefObject<HTMLElement | null>,
  focusActive: () => void,
  hadFocus: RefObject<boolean>,
): void {
  const focusNewest = useEffectEvent(focusActive)
  useLayoutEffect(() => {
    if (hadFocus.current && document.activeElement === document.body) focusNewest()
    return () => {
      // At this moment the rows are still in the document.
      hadFocus.current = listRef.current?.contains(document.activeElement) === true
    }
  }, [listRef, hadFocus])
}

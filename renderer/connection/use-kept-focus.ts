import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'

/**
 * Keeps the focus in an element whose buttons come and go: when the focused one disappears, the element itself gets the
 * focus, so that the keyboard goes on from there. The element needs a `tabIndex`.
 *
 * @param next finds what gets the focus in place of the element itself; null: nothing
 */
export function useKeptFocus<Part extends HTMLElement>(
  next: (element: Part) => HTMLElement | null = (element) => element,
): RefObject<Part | null> {
  const ref = useRef<Part>(null)
  const focused = useRef<Element | null>(null)
  useEffect(() => {
    const element = ref.current
    if (element === null) return
    const onFocus = (event: FocusEvent) => {
      focused.current = event.target instanceof Element ? event.target : null
    }
    const onBlur = (event: FocusEvent) => {
      if (event.target instanceof Element && event.target.isConnected) focused.current = null
    }
    element.addEventListener('focusin', onFocus)
    element.addEventListener('focusout', onBlur)
    return () => {
      element.removeEventListener('focusin', onFocus)
      element.removeEventListener('focusout', onBlur)
    }
  }, [])
  useLayoutEffect(() => {
    const isLost = focused.current !== null && !focused.current.isConnected
    if (!isLost) return
    focused.current = null
    if (document.activeElement === document.body && ref.current !== null) next(ref.current)?.focus()
  })
  return ref
}

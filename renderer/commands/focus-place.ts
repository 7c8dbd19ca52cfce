import type { FocusPlace } from './command-for-key.ts'

/** Inputs that take no text, so that letters are free. */
const plainInputs = ['button', 'checkbox', 'color', 'file', 'image', 'radio', 'range', 'reset', 'submit']
const ownKeys = 'dialog, [role=dialog], [role=alertdialog], [role=menu], [role=listbox]'
const activatedByEnter =
  'button, a[href], summary, input, select, textarea, [role=button], [role=tab], [role=menuitem]'

/**
 * Where this element is, as far as keys depend on it. The list is the one grid or feed of the window; the details beside it
 * have the attribute `data-keys="detail"`.
 */
export function focusPlaceOf(element: Element | null): FocusPlace {
  if (element === null || element.matches('body, html')) return 'nothing'
  if (element.closest('[role=menu]') !== null) return 'popup'
  if (takesText(element)) return element.closest(ownKeys) === null ? 'field' : 'popup'
  if (element.closest('[data-keys=detail]') !== null) return 'detail'
  if (element.closest('[role=feed], [role=grid]') !== null) return 'list'
  if (element.closest(ownKeys) !== null) return 'popup'
  // What only a program can focus, such as a heading, does nothing with keys.
  return element.getAttribute('tabindex') === '-1' && !takesEnter(element) ? 'nothing' : 'control'
}

/** Whether Enter activates this element or what it is in. */
export function takesEnter(element: Element | null): boolean {
  return element !== null && element.closest(activatedByEnter) !== null
}

function takesText(element: Element): boolean {
  if (element instanceof HTMLInputElement) return !plainInputs.includes(element.type)
  return element.matches('textarea, select, [contenteditable=true]')
}

import { isDigitKey, isLetterKey, isSignKey, type Keyboard } from '../keyboard.ts'

/** The arrow in the direction of reading, and the other one. */
export const forwardArrow = 'forward'
export const backwardArrow = 'backward'

/** The name of an arrow in the window's direction; any other key as it is. */
export function keyInDirection(key: string, direction: 'ltr' | 'rtl'): string {
  if (key !== forwardArrow && key !== backwardArrow) return key
  return (key === forwardArrow) === (direction === 'ltr') ? 'ArrowRight' : 'ArrowLeft'
}

/** What keys depend on besides themselves. */
export interface KeyboardUse {
  readonly keyboard: Keyboard
  /** Of the window's language. */
  readonly direction: 'ltr' | 'rtl'
}

/** A key, and what is held with it. */
export interface Shortcut {
  /** A letter in lower case, a digit, a sign, one of the two arrows above, or a name as in `KeyboardEvent.key`. */
  readonly key: string
  /** With Ctrl, on Apple's keyboards with Command. */
  readonly mod: boolean
  readonly shift: boolean
  /** Only these keyboards have the key, or only there it is customary: it is shown on no other. It works on all. */
  readonly shownOn: Keyboard | null
}

/** What a shortcut is compared with: the part of a `KeyboardEvent` that is plain data. */
export interface KeyPress
  extends Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'repeat'> {
  /** AltGr, by which many layouts make signs. Windows reports it as Ctrl+Alt, too. */
  readonly altGraph: boolean
}

export function keyPressOf(event: KeyboardEvent): KeyPress {
  const { key, code, ctrlKey, metaKey, altKey, shiftKey, repeat } = event
  const altGraph = event.getModifierState('AltGraph')
  return { key, code, ctrlKey, metaKey, altKey, shiftKey, repeat, altGraph }
}

export function press(key: string): Shortcut {
  return { key, mod: false, shift: false, shownOn: null }
}

export function shift(key: string): Shortcut {
  return { ...press(key), shift: true }
}

export function mod(key: string): Shortcut {
  return { ...press(key), mod: true }
}

export function shownOn(keyboard: Keyboard, shortcut: Shortcut): Shortcut {
  return { ...shortcut, shownOn: keyboard }
}

/** Whether a shortcut types something: its key belongs to the text while the user writes. */
export function isCharacter({ key, mod: withMod }: Shortcut): boolean {
  return !withMod && [...key].length === 1
}

/** Whether a key of the keyboard F1 to F12, which no text field uses. */
export function isFunctionKey({ key }: Shortcut): boolean {
  return /^F\d+$/.test(key)
}

export function isPressed(
  shortcut: Shortcut,
  event: KeyPress,
  { keyboard, direction }: KeyboardUse,
): boolean {
  const key = keyInDirection(shortcut.key, direction)
  const isSign = /^[^\p{L}\p{N}]$/u.test(key)
  // Ctrl and Alt that belong to AltGr, or Option on Apple's keyboards, have made the sign.
  const makesSign = isSign && event.key === key && (event.altGraph || (keyboard === 'mac' && event.altKey))
  const held = keyboard === 'mac' ? event.metaKey : event.ctrlKey && !(makesSign && event.altGraph)
  const other = keyboard === 'mac' ? event.ctrlKey : event.metaKey
  if (held !== shortcut.mod || other) return false
  if ((event.altKey || event.altGraph) && !makesSign) return false
  if (isSign) return isSignKey(event, key)
  if (event.shiftKey !== shortcut.shift) return false
  if (/^[a-z]$/.test(key)) return isLetterKey(event, key)
  return /^\d$/.test(key) ? isDigitKey(event, key) : event.key === key
}

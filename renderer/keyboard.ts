/** Which keys there are, and how they are written: those of Apple's keyboards, or of all others. */
export type Keyboard = 'mac' | 'pc'

type Key = Pick<KeyboardEvent, 'key' | 'code'>

/**
 * Whether this is the key of a Latin letter. On a keyboard layout without Latin letters, such as a Russian or Greek one,
 * it is the key in the place where that letter is on a US keyboard. (Some Arabic keys make two characters.)
 *
 * @param letter in lower case
 */
export function isLetterKey({ key, code }: Key, letter: string): boolean {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase() === letter
  return isOtherScript(key) && code === `Key${letter.toUpperCase()}`
}

interface SignKey extends Key {
  readonly shiftKey?: boolean
}

/** Where a sign is on a US keyboard, and whether with Shift. */
const signPlaces: Readonly<Record<string, { readonly code: string; readonly shift: boolean }>> = {
  '/': { code: 'Slash', shift: false },
  '?': { code: 'Slash', shift: true },
  ',': { code: 'Comma', shift: false },
}
/** The question mark of Arabic, and the signs of full width. */
const sameSigns: Readonly<Record<string, string>> = { '؟': '?', '？': '?', '／': '/', '，': ',' }

/**
 * Whether the key makes this sign, whatever has to be held for it: `/` is Shift+7 in German. Where the layout has a
 * letter of another script in its place, that key counts too.
 */
export function isSignKey({ key, code, shiftKey = false }: SignKey, sign: string): boolean {
  const same = sameSigns[key] ?? key
  const place = signPlaces[sign]
  if (same !== key || same === sign) return same === sign
  return code === place?.code && shiftKey === place.shift && isOtherScript(key)
}

/** Whether it is the key of a digit in the row above the letters, which has other characters in France, or a numpad's. */
export function isDigitKey({ key, code }: Key, digit: string): boolean {
  return code === `Digit${digit}` || key === digit
}

/** Characters of a script that is not the Latin one: on a layout with `é` or `ñ` all letters of shortcuts exist. */
function isOtherScript(key: string): boolean {
  return /^[^\0-\x7f]+$/u.test(key) && !/\p{Script=Latin}/u.test(key)
}

/**
 * Whether the key belongs to an input method, which composes characters of several keys. The key that ends it may come
 * with the code 229 only (https://developer.mozilla.org/docs/Web/API/Element/keydown_event).
 */
export function isComposing(event: Pick<KeyboardEvent, 'isComposing' | 'keyCode'>): boolean {
  return event.isComposing || event.keyCode === 229
}

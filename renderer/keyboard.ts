type Key = Pick<KeyboardEvent, 'key' | 'code'>

/**
 * Whether this is the key of a Latin letter. On a keyboard layout without Latin letters, such as a Russian or Greek one,
 * it is the key in the place where that letter is on a US keyboard.
 *
 * @param letter in lower case
 */
export function isLetterKey({ key, code }: Key, letter: string): boolean {
  return /^[a-z]$/i.test(key) ? key.toLowerCase() === letter : code === `Key${letter.toUpperCase()}`
}

/** The key that has the slash, also where the layout has a letter in its place. */
export function isSlashKey({ key, code }: Key): boolean {
  return key === '/' || (code === 'Slash' && /^[^\0-\x7f]$/u.test(key))
}

/**
 * Whether the key belongs to an input method, which composes characters of several keys. The key that ends it may come
 * with the code 229 only (https://developer.mozilla.org/docs/Web/API/Element/keydown_event).
 */
export function isComposing({
  isComposing: composing,
  keyCode,
}: Pick<KeyboardEvent, 'isComposing' | 'keyCode'>): boolean {
  return composing || keyCode === 229
}

import type { Translate } from './i18n/i18n.ts'

/** Which keys there are, and how they are written: those of Apple's keyboards, or of all others. */
export type Keyboard = 'mac' | 'pc'

export type Shortcut = 'arrows' | 'search' | 'enter' | 'read' | 'delete' | 'undo' | 'menu' | 'escape'

/** Signs, which are the same in every language. Apple's laptops have neither Delete nor Home and End of their own. */
const macKeys: Readonly<Record<Shortcut, string>> = {
  arrows: '↑ ↓ ↖ ↘',
  search: '/',
  enter: '↩',
  read: 'U',
  delete: '⌫',
  undo: '⌘Z',
  menu: '⇧F10',
  escape: 'esc',
}

/** The keys of a shortcut as they are written on the user's keyboard: `Ctrl+Z`, `Strg+Z` or `⌘Z`. */
export function shortcutText(shortcut: Shortcut, keyboard: Keyboard, t: Translate): string {
  return keyboard === 'mac' ? macKeys[shortcut] : t(`key.${shortcut}`)
}

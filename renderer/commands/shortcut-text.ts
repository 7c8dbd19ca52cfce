import type { TextKey } from '../../electron/i18n/i18n.ts'
import type { WindowI18n } from '../i18n/i18n.ts'
import type { Keyboard } from '../keyboard.ts'
import type { CommandEntry } from './command.ts'
import { type KeyboardUse, keyInDirection, type Shortcut } from './shortcut.ts'

/** What is written on Apple's keyboards, and in the menus of macOS: signs, which are the same in every language. */
const macKeys: Readonly<Record<string, string>> = {
  Enter: '↩',
  Escape: 'esc',
  Delete: '⌦',
  Backspace: '⌫',
  Home: '↖',
  End: '↘',
  PageUp: '⇞',
  PageDown: '⇟',
}

/** What is written on other keyboards differs from language to language. */
const keyTexts: Readonly<Record<string, TextKey>> = {
  Enter: 'key-name.enter',
  Escape: 'key-name.escape',
  Delete: 'key-name.delete',
  Backspace: 'key-name.backspace',
  Home: 'key-name.home',
  End: 'key-name.end',
  PageUp: 'key-name.page-up',
  PageDown: 'key-name.page-down',
}

const signs: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  '-': '−',
}

/** A shortcut as it is written on the user's keyboard: `Ctrl+K`, `Strg+K` or `⌘K`. */
export function shortcutText(
  { key: ofShortcut, mod, shift }: Shortcut,
  keyboard: Keyboard,
  { t, direction }: Pick<WindowI18n, 't' | 'direction'>,
): string {
  const key = keyInDirection(ofShortcut, direction)
  const sign = signs[key] ?? (key.length === 1 ? key.toUpperCase() : null)
  if (keyboard === 'mac') return `${shift ? '⇧' : ''}${mod ? '⌘' : ''}${sign ?? macKeys[key] ?? key}`
  const name = keyTexts[key]
  return [
    ...(mod ? [t('key-name.control')] : []),
    ...(shift ? [t('key-name.shift')] : []),
    sign ?? (name === undefined ? key : t(name)),
  ].join('+')
}

/** The keys of a command that the user's keyboard has, the customary one first. */
export function shownShortcuts({ keys }: CommandEntry, keyboard: Keyboard): readonly Shortcut[] {
  return keys.filter(({ shownOn }) => shownOn === null || shownOn === keyboard)
}

/** The keys of a command for `aria-keyshortcuts`, in which they have their English names. */
export function ariaKeyShortcuts(entry: CommandEntry, { keyboard, direction }: KeyboardUse): string {
  return shownShortcuts(entry, keyboard)
    .map(({ key: ofShortcut, mod, shift }) => {
      const key = keyInDirection(ofShortcut, direction)
      return [
        ...(mod ? [keyboard === 'mac' ? 'Meta' : 'Control'] : []),
        ...(shift ? ['Shift'] : []),
        key === '+' ? 'Plus' : key.length === 1 ? key.toUpperCase() : key,
      ].join('+')
    })
    .join(' ')
}

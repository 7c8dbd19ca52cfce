import type { TextKey } from '../../electron/i18n/i18n.ts'
import type { WindowI18n } from '../i18n/i18n.ts'
import type { Keyboard } from '../keyboard.ts'
import type { CommandEntry } from './command.ts'
import { type KeyboardUse, keyInDirection, type Shortcut } from './shortcut.ts'

/**
 * What is written on keys: on those of Apple, as in the menus of macOS, signs, which are the same in every language. On
 * other keyboards it differs from language to language.
 */
const keyNames: Readonly<Record<string, { readonly mac: string; readonly text: TextKey }>> = {
  Enter: { mac: '↩', text: 'key-name.enter' },
  Escape: { mac: 'esc', text: 'key-name.escape' },
  Delete: { mac: '⌦', text: 'key-name.delete' },
  Backspace: { mac: '⌫', text: 'key-name.backspace' },
  Home: { mac: '↖', text: 'key-name.home' },
  End: { mac: '↘', text: 'key-name.end' },
  PageUp: { mac: '⇞', text: 'key-name.page-up' },
  PageDown: { mac: '⇟', text: 'key-name.page-down' },
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
  const name = keyNames[key]
  if (keyboard === 'mac') return `${shift ? '⇧' : ''}${mod ? '⌘' : ''}${sign ?? name?.mac ?? key}`
  return [
    ...(mod ? [t('key-name.control')] : []),
    ...(shift ? [t('key-name.shift')] : []),
    sign ?? (name === undefined ? key : t(name.text)),
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

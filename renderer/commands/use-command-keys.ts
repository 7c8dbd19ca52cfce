import { useI18n } from '../i18n/i18n.ts'
import { useWindow } from '../window-context.ts'
import { type CommandName, commandOf } from './command-list.ts'
import { ariaKeyShortcuts, shortcutText, shownShortcuts } from './shortcut-text.ts'

/** The keys of commands as they are to be shown beside a label, and as screen readers are told of them. */
export function useCommandKeys() {
  const { keyboard } = useWindow()
  const i18n = useI18n()
  return {
    /** The customary key of a command; null: it has none. */
    keysOf: (name: CommandName): string | null => {
      const [first] = shownShortcuts(commandOf(name), keyboard)
      return first === undefined ? null : shortcutText(first, keyboard, i18n)
    },
    /** The value of `aria-keyshortcuts` for what these commands do. */
    ariaKeysOf: (...names: readonly CommandName[]): string =>
      names
        .map((name) => ariaKeyShortcuts(commandOf(name), { keyboard, direction: i18n.direction }))
        .join(' '),
  }
}

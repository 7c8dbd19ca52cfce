import { describe, expect, test } from 'vitest'
import { commandOf } from '../../renderer/commands/command-list.ts'
import { ariaKeyShortcuts, shortcutText, shownShortcuts } from '../../renderer/commands/shortcut-text.ts'
import { createWindowI18n } from '../support/i18n.ts'

describe('shortcuts are named as they are written on the keyboard', () => {
  test.each([
    ['en', 'pc', 'Ctrl+K', 'Shift+F10', 'Del', 'Page Down'],
    ['de', 'pc', 'Strg+K', 'Umschalt+F10', 'Entf', 'Bild ↓'],
    ['fr', 'pc', 'Ctrl+K', 'Maj+F10', 'Suppr', 'Pg suiv'],
    ['es', 'pc', 'Ctrl+K', 'Mayús+F10', 'Supr', 'Av Pág'],
    ['ja', 'pc', 'Ctrl+K', 'Shift+F10', 'Delete', 'Page Down'],
    ['ar', 'pc', 'Ctrl+K', 'Shift+F10', 'Del', 'Page Down'],
    ['de', 'mac', '⌘K', '⇧F10', '⌫', '⇟'],
    ['en', 'mac', '⌘K', '⇧F10', '⌫', '⇟'],
  ] as const)('%s, %s: %s', (language, keyboard, ...expected) => {
    const i18n = createWindowI18n(language, language)
    const first = (['palette', 'menu', 'delete', 'next-page'] as const).map((name) => {
      const [shortcut] = shownShortcuts(commandOf(name), keyboard)
      return shortcut === undefined ? null : shortcutText(shortcut, keyboard, i18n)
    })
    expect(first).toEqual(expected)
  })
})

test('an arrow is the one that is meant in the direction of reading', () => {
  const { t } = createWindowI18n('ar', 'ar')
  const [arrow] = commandOf('unfold').keys
  expect(arrow === undefined ? null : shortcutText(arrow, 'pc', { t, direction: 'rtl' })).toBe('←')
  expect(ariaKeyShortcuts(commandOf('unfold'), { keyboard: 'pc', direction: 'rtl' })).toBe('ArrowLeft')
})

test('screen readers are told of them in the notation of ARIA', () => {
  expect(ariaKeyShortcuts(commandOf('copy'), { keyboard: 'pc', direction: 'ltr' })).toBe('C Control+C')
  expect(ariaKeyShortcuts(commandOf('copy'), { keyboard: 'mac', direction: 'ltr' })).toBe('C Meta+C')
  expect(ariaKeyShortcuts(commandOf('mark-unread'), { keyboard: 'pc', direction: 'ltr' })).toBe('Shift+U')
  expect(ariaKeyShortcuts(commandOf('zoom'), { keyboard: 'pc', direction: 'ltr' })).toBe(
    'Control+Plus Control+- Control+0',
  )
})

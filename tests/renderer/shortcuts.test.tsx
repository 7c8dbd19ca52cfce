// @vitest-environment happy-dom
import { act, fireEvent, screen } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { createWindowI18n } from '../../renderer/i18n/i18n.ts'
import { shortcutText } from '../../renderer/shortcuts.ts'
import { createFakeBridge } from './fake-bridge.ts'
import { notification } from './items.ts'
import { now, openWindow } from './open-window.tsx'

const items = [1, 2].map((key) => notification({ key, receivedAt: now + key, title: `News ${key}` }))
const press = (key: string, parts = {}) =>
  act(async () => {
    fireEvent.keyDown(screen.getAllByRole('article')[0] ?? document.body, { key, ...parts })
  })

describe('shortcuts are named as they are written on the keyboard', () => {
  test.each([
    ['en', 'pc', 'Ctrl+Z', 'Shift+F10', 'Del'],
    ['de', 'pc', 'Strg+Z', 'Umschalt+F10', 'Entf'],
    ['fr', 'pc', 'Ctrl+Z', 'Maj+F10', 'Suppr'],
    ['es', 'pc', 'Ctrl+Z', 'Mayús+F10', 'Supr'],
    ['de', 'mac', '⌘Z', '⇧F10', '⌫'],
  ] as const)('%s, %s: %s', (language, keyboard, undo, menu, remove) => {
    const { t } = createWindowI18n(language, language)
    expect(shortcutText('undo', keyboard, t)).toBe(undo)
    expect(shortcutText('menu', keyboard, t)).toBe(menu)
    expect(shortcutText('delete', keyboard, t)).toBe(remove)
  })

  test.each([
    ['pc', 'Ctrl+Z', 'Del'],
    ['mac', '⌘Z', '⌫'],
  ] as const)('in the settings and in an item’s menu: %s', async (keyboard, undo, remove) => {
    const { user } = await openWindow(createFakeBridge(items), { keyboard })
    fireEvent.contextMenu(screen.getAllByRole('article')[0] ?? document.body)
    expect(await screen.findByText(remove)).toBeDefined()
    await user.keyboard('{Escape}')
    await user.click(screen.getByRole('button', { name: 'Settings' }))
    await user.click(screen.getByRole('tab', { name: 'About' }))
    expect(screen.getByText(undo)).toBeDefined()
  })

  test.each([
    ['pc', 'Control+Z'],
    ['mac', 'Meta+Z'],
  ] as const)('to screen readers: %s', async (keyboard, keys) => {
    await openWindow(createFakeBridge(items), { keyboard })
    await press('Delete')
    const undo = screen.getByRole('button', { name: 'Undo' })
    expect(undo.getAttribute('aria-keyshortcuts')).toBe(keys)
  })
})

test('Backspace deletes an item, because an Apple laptop has no other key for it', async () => {
  const { bridge } = await openWindow(createFakeBridge(items), { keyboard: 'mac' })
  await press('Backspace')
  expect(bridge.sent).toEqual([{ type: 'delete', keys: [2] }])
})

test('Backspace in the search deletes a letter, and no item', async () => {
  const { bridge, user } = await openWindow(createFakeBridge(items))
  const search = screen.getByRole('searchbox', { name: 'Search history' })
  await user.type(search, 'New{Backspace}')
  expect(search).toMatchObject({ value: 'Ne' })
  expect(bridge.sent.filter(({ type }) => type === 'delete')).toEqual([])
})

describe('Shift+F10 opens the menu of an item', () => {
  test('on macOS, where the system does not ask for it', async () => {
    await openWindow(createFakeBridge(items), { keyboard: 'mac' })
    await press('F10', { shiftKey: true })
    expect(await screen.findByRole('menu')).toBeDefined()
  })

  test('elsewhere only when the system asks for it, so not twice', async () => {
    await openWindow(createFakeBridge(items))
    await press('F10', { shiftKey: true })
    expect(screen.queryByRole('menu')).toBeNull()
  })
})

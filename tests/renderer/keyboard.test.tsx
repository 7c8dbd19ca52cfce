// @vitest-environment happy-dom
import { act, fireEvent, screen } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { isLetterKey, isSignKey } from '../../renderer/keyboard.ts'
import { createFakeBridge } from './fake-bridge.ts'
import { notification } from './items.ts'
import { now, openWindow } from './open-window.tsx'

const items = [notification({ key: 1, receivedAt: now, title: 'Invoice run' })]
const searchBox = () => screen.getByRole('searchbox', { name: 'Search history' })

describe('a shortcut with a letter', () => {
  test.each([
    ['US', 'u', 'KeyU', true],
    ['US with Shift', 'U', 'KeyU', true],
    ['Russian', 'г', 'KeyU', true],
    ['Greek', 'θ', 'KeyU', true],
    ['Arabic', 'ع', 'KeyU', true],
    ['Hebrew', 'ו', 'KeyU', true],
    ['Dvorak', 'u', 'KeyF', true],
    ['Dvorak', 'g', 'KeyU', false],
    ['US', 'i', 'KeyI', false],
    ['Russian', 'ш', 'KeyI', false],
    ['any', 'Enter', 'Enter', false],
  ])('on a %s keyboard: %s at %s', (_layout, key, code, is) => {
    expect(isLetterKey({ key, code }, 'u')).toBe(is)
  })

  test.each([
    ['/', 'Slash', true],
    ['/', 'Digit7', true],
    ['ظ', 'Slash', true],
    ['-', 'Slash', false],
    ['.', 'Slash', false],
  ])('the slash: %s at %s', (key, code, is) => {
    expect(isSignKey({ key, code }, '/')).toBe(is)
  })

  test('marks an item read on a Russian keyboard', async () => {
    const { bridge } = await openWindow(createFakeBridge(items))
    await act(async () => {
      fireEvent.keyDown(screen.getByRole('row'), { key: 'г', code: 'KeyU' })
    })
    expect(bridge.sent).toEqual([{ type: 'mark-read', keys: [1] }])
  })

  test('Ctrl+F focuses the search on a Greek keyboard', async () => {
    await openWindow(createFakeBridge(items))
    await act(async () => {
      fireEvent.keyDown(document.body, { key: 'φ', code: 'KeyF', ctrlKey: true })
    })
    expect(document.activeElement).toBe(searchBox())
  })
})

describe('a key that an input method uses in the search', () => {
  const composing = [
    ['is marked as such', { isComposing: true }],
    ['has only the code 229', { keyCode: 229 }],
  ] as const

  test.each(
    composing.flatMap(([how, parts]) =>
      ['Enter', 'ArrowDown', 'Escape'].map((key) => [key, how, parts] as const),
    ),
  )('is left alone: %s, which %s', async (key, _how, parts) => {
    const { user } = await openWindow(createFakeBridge(items))
    await user.type(searchBox(), 'in')
    await act(async () => {
      fireEvent.keyDown(searchBox(), { key, code: key, ...parts })
    })
    expect(document.activeElement).toBe(searchBox())
    expect(searchBox()).toMatchObject({ value: 'in' })
  })
})

import { describe, expect, test } from 'vitest'
import type { Condition } from '../../renderer/commands/command.ts'
import { commandForKey, type FocusPlace, type KeyContext } from '../../renderer/commands/command-for-key.ts'
import { commandNames, commandOf } from '../../renderer/commands/command-list.ts'
import type { KeyPress } from '../../renderer/commands/shortcut.ts'

const plain: KeyPress = {
  ...{ key: '', code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false },
  ...{ repeat: false, altGraph: false },
}
const inHistory: readonly Condition[] = ['history', 'server', 'not-paused', 'unread', 'undoable']

function commandAt(
  press: Partial<KeyPress>,
  context: Partial<KeyContext> & { also?: readonly Condition[] } = {},
) {
  const { also = [], ...rest } = context
  return commandForKey(
    { ...plain, ...press },
    {
      ...{ keyboard: 'pc', direction: 'ltr', focus: 'list', takesEnter: false, hasTextSelected: false },
      conditions: new Set([...inHistory, ...also]),
      ...rest,
    },
  )
}

const ctrl = (key: string, code = `Key${key.toUpperCase()}`) => ({ key, code, ctrlKey: true })

describe('the keys of the history', () => {
  test.each<[Partial<KeyPress>, string]>([
    [{ key: 'j', code: 'KeyJ' }, 'next'],
    [{ key: 'k', code: 'KeyK' }, 'previous'],
    [{ key: 'PageDown', code: 'PageDown' }, 'next-page'],
    [{ key: 'x', code: 'KeyX' }, 'select'],
    [{ key: 'u', code: 'KeyU' }, 'toggle-read'],
    [{ key: 'U', code: 'KeyU', shiftKey: true }, 'mark-unread'],
    [{ key: 'U', code: 'KeyU' }, 'toggle-read'],
    [{ key: 'Backspace', code: 'Backspace' }, 'delete'],
    [{ key: 'Delete', code: 'Delete' }, 'delete'],
    [{ key: 'p', code: 'KeyP' }, 'pin'],
    [{ key: 's', code: 'KeyS' }, 'snooze'],
    [{ key: 'c', code: 'KeyC' }, 'copy'],
    [{ key: 'o', code: 'KeyO' }, 'open-page'],
    [{ key: 'd', code: 'KeyD' }, 'download'],
    [{ key: 'm', code: 'KeyM' }, 'mute'],
    [{ key: 'Enter', code: 'Enter' }, 'open'],
    [{ key: '1', code: 'Digit1' }, 'show-all'],
    [{ key: '6', code: 'Numpad6' }, 'show-snoozed'],
    [{ key: 'F5', code: 'F5' }, 'reconnect'],
    [{ key: 'F6', code: 'F6' }, 'other-pane'],
    [{ key: '?', code: 'Slash', shiftKey: true }, 'shortcuts'],
    [{ key: '/', code: 'Slash' }, 'search'],
    [ctrl('f'), 'search'],
    [ctrl('a'), 'select-all'],
    [ctrl('z'), 'undo'],
    [ctrl('k'), 'palette'],
    [ctrl('r'), 'reconnect'],
    [ctrl(',', 'Comma'), 'settings'],
  ])('%o: %s', (press, command) => {
    expect(commandAt(press)).toBe(command)
  })

  test('Escape takes back the selection, then the search', () => {
    expect(commandAt({ key: 'Escape' }, { also: ['selection'] })).toBe('clear-selection')
    expect(commandAt({ key: 'Escape' }, { also: ['selection', 'searched'] })).toBe('clear-selection')
    expect(commandAt({ key: 'Escape' }, { also: ['searched'] })).toBe('clear-search')
    expect(commandAt({ key: 'Escape' })).toBeNull()
  })

  test('Escape leaves the settings, also from a field', () => {
    const conditions = new Set<Condition>(['settings', 'server'])
    expect(commandAt({ key: 'Escape' }, { conditions, focus: 'control' })).toBe('back')
    expect(commandAt({ key: 'Escape' }, { conditions, focus: 'field' })).toBe('back')
  })

  test.each(['j', 'u', '1', '/'])('%s does nothing in the settings', (key) => {
    expect(commandAt({ key }, { conditions: new Set(['settings']), focus: 'control' })).toBeNull()
  })

  test('an arrow unfolds an item in the direction of reading', () => {
    expect(commandAt({ key: 'ArrowRight' })).toBe('unfold')
    expect(commandAt({ key: 'ArrowLeft' }, { direction: 'rtl' })).toBe('unfold')
    expect(commandAt({ key: 'ArrowRight' }, { direction: 'rtl' })).toBe('fold')
  })

  test('only movement goes on while a key is held', () => {
    expect(commandAt({ key: 'j', code: 'KeyJ', repeat: true })).toBe('next')
    expect(commandAt({ key: 'u', code: 'KeyU', repeat: true })).toBeNull()
    expect(commandAt({ key: 'Delete', code: 'Delete', repeat: true })).toBeNull()
  })
})

describe('where the focus is', () => {
  const at = (focus: FocusPlace, press: Partial<KeyPress>, also: readonly Condition[] = []) =>
    commandAt(press, { focus, also })

  test.each(['j', 'x', 'u', '1', '?', '/', ','])('%s is typed in a field', (key) => {
    expect(at('field', { key })).toBeNull()
  })

  test.each(['Delete', 'Backspace', 'Enter', 'ArrowDown', 'Home', 'End', 'PageDown', 'Escape'])(
    '%s belongs to a field',
    (key) => {
      expect(at('field', { key, code: key })).toBeNull()
    },
  )

  test.each(['a', 'z', 'c'])('Ctrl+%s belongs to a field', (key) => {
    expect(at('field', ctrl(key))).toBeNull()
  })

  test('what opens something works from a field', () => {
    expect(at('field', ctrl('k'))).toBe('palette')
    expect(at('field', ctrl('f'))).toBe('search')
    expect(at('field', { key: 'F5', code: 'F5' })).toBe('reconnect')
  })

  test('a menu or dialog keeps all keys but those that close the window', () => {
    for (const key of ['j', 'u', 'Escape', 'Enter', '?']) expect(at('popup', { key })).toBeNull()
    expect(at('popup', ctrl('k'))).toBeNull()
    expect(at('popup', ctrl('w'))).toBe('close')
    expect(at('popup', ctrl('q'))).toBe('quit')
  })

  test('items are changed only where one is seen to be meant', () => {
    for (const key of ['u', 'Delete', 'p']) {
      expect(at('control', { key })).toBeNull()
      expect(at('nothing', { key })).toBeNull()
      expect(at('control', { key }, ['selection'])).not.toBeNull()
      expect(at('detail', { key })).not.toBeNull()
    }
  })

  test('a button keeps Enter, also in the list', () => {
    const press = { key: 'Enter', code: 'Enter' }
    expect(commandAt(press, { takesEnter: true })).toBeNull()
    expect(commandAt(press, { takesEnter: true, focus: 'control', also: ['selection'] })).toBeNull()
  })

  test('letters lead into the list from anywhere, arrows only from nowhere', () => {
    expect(at('control', { key: 'j', code: 'KeyJ' })).toBe('next')
    expect(at('control', { key: 'ArrowDown' })).toBeNull()
    expect(at('nothing', { key: 'ArrowDown' })).toBe('next')
  })

  test('arrows scroll the details', () => {
    expect(at('detail', { key: 'ArrowDown' })).toBeNull()
    expect(at('detail', { key: 'PageDown' })).toBeNull()
    expect(at('detail', { key: 'F6' })).toBe('other-pane')
  })

  test('Ctrl+C copies a piece of text that is selected', () => {
    expect(commandAt(ctrl('c'))).toBe('copy')
    expect(commandAt(ctrl('c'), { hasTextSelected: true })).toBeNull()
    expect(commandAt({ key: 'c', code: 'KeyC' }, { hasTextSelected: true })).toBe('copy')
  })
})

describe('other keyboard layouts', () => {
  test.each<[string, Partial<KeyPress>, string | null]>([
    ['Russian j', { key: 'о', code: 'KeyJ' }, 'next'],
    ['Russian Ctrl+K', ctrl('л', 'KeyK'), 'palette'],
    ['Russian Ctrl+comma', ctrl('б', 'Comma'), 'settings'],
    ['Russian /', { key: '.', code: 'Slash' }, null],
    ['Russian ?, which is Shift+7', { key: '?', code: 'Digit7', shiftKey: true }, 'shortcuts'],
    ['Arabic u', { key: 'ع', code: 'KeyU' }, 'toggle-read'],
    ['Arabic ?', { key: '؟', code: 'Slash', shiftKey: true }, 'shortcuts'],
    ['Arabic /', { key: 'ظ', code: 'Slash' }, 'search'],
    ['Arabic 2', { key: '٢', code: 'Digit2' }, 'show-unread'],
    ['Greek Ctrl+Z', ctrl('ζ', 'KeyZ'), 'undo'],
    ['Thai ?', { key: 'ฦ', code: 'Slash', shiftKey: true }, 'shortcuts'],
    ['German /, which is Shift+7', { key: '/', code: 'Digit7', shiftKey: true }, 'search'],
    ['German ?', { key: '?', code: 'Minus', shiftKey: true }, 'shortcuts'],
    ['German z', ctrl('z', 'KeyY'), 'undo'],
    ['German ü', { key: 'ü', code: 'BracketLeft' }, null],
    ['French 1, without Shift', { key: '&', code: 'Digit1' }, 'show-all'],
    ['French ?', { key: '?', code: 'KeyM', shiftKey: true }, 'shortcuts'],
    ['French m', { key: 'm', code: 'Semicolon' }, 'mute'],
    ['French Ctrl+A, where US has Q', ctrl('a', 'KeyQ'), 'select-all'],
    ['French Ctrl+comma, where US has M', ctrl(',', 'KeyM'), 'settings'],
    ['Bépo é, where US has W, with Ctrl', ctrl('é', 'KeyW'), null],
    ['Dvorak Ctrl+;, where US has Z', ctrl(';', 'KeyZ'), null],
    ['Dvorak u', { key: 'u', code: 'KeyF' }, 'toggle-read'],
    ['Turkish ı, where US has I', { key: 'ı', code: 'KeyI' }, null],
    ['Polish ś, AltGr+S on Linux', { key: 'ś', code: 'KeyS', altGraph: true }, null],
    [
      'Polish ć, AltGr+C on Windows',
      { key: 'ć', code: 'KeyC', ctrlKey: true, altKey: true, altGraph: true },
      null,
    ],
    ['a slash by AltGr', { key: '/', code: 'KeyQ', altGraph: true }, 'search'],
    [
      'a question mark by AltGr on Windows',
      { key: '?', code: 'KeyW', ctrlKey: true, altKey: true, altGraph: true },
      'shortcuts',
    ],
    ['Alt+S, which is another program’s', { key: 's', code: 'KeyS', altKey: true }, null],
    ['the Windows key with K', { key: 'k', code: 'KeyK', metaKey: true }, null],
    ['Ctrl+Shift+Z', { key: 'Z', code: 'KeyZ', ctrlKey: true, shiftKey: true }, null],
    ['a dead key', { key: 'Dead', code: 'KeyU' }, null],
  ])('%s: %o', (_layout, press, command) => {
    expect(commandAt(press)).toBe(command)
  })

  test.each<[string, Partial<KeyPress>, string | null]>([
    ['⌘K', { key: 'k', code: 'KeyK', metaKey: true }, 'palette'],
    ['⌘,', { key: ',', code: 'Comma', metaKey: true }, 'settings'],
    ['Ctrl+K, which deletes to the end of a line', ctrl('k'), null],
    ['Ctrl+A, which goes to the beginning of a line', ctrl('a'), null],
    ['⌫', { key: 'Backspace', code: 'Backspace' }, 'delete'],
    ['a slash by Option', { key: '/', code: 'Digit7', altKey: true }, 'search'],
    ['Option+S, which makes ß', { key: 'ß', code: 'KeyS', altKey: true }, null],
  ])('an Apple keyboard, %s: %o', (_layout, press, command) => {
    expect(commandAt(press, { keyboard: 'mac' })).toBe(command)
  })
})

test('the menu of an item has a key where the system does not ask for one by itself', () => {
  const press = { key: 'F10', code: 'F10', shiftKey: true }
  expect(commandAt(press, { keyboard: 'mac' })).toBe('menu')
  expect(commandAt(press, { keyboard: 'pc' })).toBeNull()
})

test('no two commands have the same key under the same conditions', () => {
  const seen = commandNames.flatMap((name) => {
    const { keys, when } = commandOf(name)
    return keys.map((key) => JSON.stringify([key.key, key.mod, key.shift, [...when].sort()]))
  })
  expect(seen.filter((one, index) => seen.indexOf(one) !== index)).toEqual([])
})

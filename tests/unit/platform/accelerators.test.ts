import { describe, expect, test } from 'vitest'
import { acceleratorOf, zoomLevelAfter } from '../../../electron/platform/window/accelerators.ts'

const plain = {
  ...{ type: 'keyDown', key: '', code: '', isComposing: false },
  ...{ control: true, meta: false, alt: false, shift: false },
} as const

describe('the keys of the window itself', () => {
  test.each([
    ['+ on a German keyboard', { key: '+', code: 'BracketRight' }, 'zoom-in'],
    ['= on a US keyboard', { key: '=', code: 'Equal' }, 'zoom-in'],
    ['Shift+=', { key: '+', code: 'Equal', shift: true }, 'zoom-in'],
    ['the numpad', { key: '+', code: 'NumpadAdd' }, 'zoom-in'],
    ['-', { key: '-', code: 'Minus' }, 'zoom-out'],
    ['0', { key: '0', code: 'Digit0' }, 'zoom-reset'],
    ['à, where France has the 0', { key: 'à', code: 'Digit0' }, 'zoom-reset'],
    ['Shift+I', { key: 'I', code: 'KeyI', shift: true }, 'dev-tools'],
    ['= of a German keyboard, which is Shift+0', { key: '=', code: 'Digit0', shift: true }, null],
    ['R, which does not load the page again', { key: 'r', code: 'KeyR' }, null],
    ['C, which copies', { key: 'c', code: 'KeyC' }, null],
    ['nothing else', { key: '-', code: 'Minus', control: false }, null],
    ['a key that goes up', { key: '-', code: 'Minus', type: 'keyUp' }, null],
  ])('Ctrl and %s', (_name, input, accelerator) => {
    expect(acceleratorOf({ ...plain, ...input }, 'linux')).toBe(accelerator)
  })

  test('are with Command on macOS', () => {
    const command = { ...plain, key: '-', code: 'Minus', control: false, meta: true }
    expect(acceleratorOf(command, 'darwin')).toBe('zoom-out')
    expect(acceleratorOf({ ...command, control: true, meta: false }, 'darwin')).toBeNull()
  })
})

test('the window can’t be made larger or smaller without end', () => {
  let level = 0
  for (let step = 0; step < 50; step += 1) level = zoomLevelAfter(level, 'zoom-in')
  expect(level).toBe(5)
  for (let step = 0; step < 50; step += 1) level = zoomLevelAfter(level, 'zoom-out')
  expect(level).toBe(-3)
  expect(zoomLevelAfter(level, 'zoom-reset')).toBe(0)
})

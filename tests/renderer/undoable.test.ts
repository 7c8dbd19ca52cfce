import { describe, expect, test } from 'vitest'
import { commandsThatRevert, doneOf, joined, type Undoable } from '../../renderer/undo/undoable.ts'

const deleted = (...keys: readonly number[]): Undoable => ({
  kind: 'deleted',
  items: keys.map((key) => ({ key, title: `Item ${key}` })),
})
const pinned = (key: number): Undoable => ({
  ...{ kind: 'changed', change: 'pinned', count: 1 },
  revert: [{ type: 'unpin', keys: [key] }],
})
const nothing = { deleted: [], markedRead: null }

describe('what can be undone', () => {
  test('is everything of a kind that was done in a row', () => {
    const both = joined(joined(null, pinned(1)), pinned(2))
    expect(both).toMatchObject({ change: 'pinned', count: 2 })
    expect(commandsThatRevert(both)).toEqual([
      { type: 'unpin', keys: [2] },
      { type: 'unpin', keys: [1] },
    ])
    expect(commandsThatRevert(joined(deleted(1), deleted(2)))).toEqual([
      { type: 'undo-delete', keys: [1, 2] },
    ])
  })

  test('is only the last action where another kind came between', () => {
    expect(joined(deleted(1), pinned(2))).toEqual(pinned(2))
    expect(joined(pinned(2), { kind: 'changed', change: 'unpinned', count: 1, revert: [] })).toMatchObject({
      ...{ change: 'unpinned', count: 1 },
    })
  })

  test('is of a deletion only what has been deleted', () => {
    expect(doneOf(deleted(1, 2), { ...nothing, deleted: [2] })).toEqual(deleted(2))
    expect(doneOf(deleted(1), nothing)).toBeNull()
  })

  test('is "these are read" as soon as it was done, and if it changed anything', () => {
    const before = { count: 3, at: 10 }
    const action: Undoable = { kind: 'matching-read', before }
    expect(doneOf(action, { ...nothing, markedRead: before })).toBeNull()
    expect(doneOf(action, { ...nothing, markedRead: { count: 0, at: 20 } })).toBeNull()
    expect(doneOf(action, { ...nothing, markedRead: { count: 2, at: 20 } })).toBe(action)
  })

  test('is taken back in as many commands as the main process accepts', () => {
    const many = deleted(...Array.from({ length: 1_500 }, (_, index) => index + 1))
    expect(commandsThatRevert(many).map((command) => 'keys' in command && command.keys.length)).toEqual([
      1_000, 500,
    ])
  })
})

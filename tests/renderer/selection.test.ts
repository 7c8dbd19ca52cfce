import { describe, expect, test } from 'vitest'
import {
  allOf,
  extendedTo,
  isSelected,
  noSelection,
  type Selection,
  selectedOf,
  toggled,
} from '../../renderer/history/selection/selection.ts'

const item = (key: number) => ({ key })
/** Five rows; the third stands for three equal items. */
const rows = [[1], [2], [3, 4, 5], [6], [7]].map((keys) => keys.map(item))
const keysOf = ({ keys }: Selection) => [...keys].sort((a, b) => a - b)

describe('a selection', () => {
  test('takes a row with all its items, and none of them again', () => {
    const some = toggled(toggled(noSelection, [item(2)]), rows[2] ?? [])
    expect(keysOf(some)).toEqual([2, 3, 4, 5])
    expect(isSelected(some, rows[2] ?? [])).toBe(true)
    expect(keysOf(toggled(some, rows[2] ?? []))).toEqual([2])
  })

  test('takes the rest of a row of which a part is selected', () => {
    expect(keysOf(toggled({ keys: new Set([4]), anchor: null }, rows[2] ?? []))).toEqual([3, 4, 5])
  })

  test('extends from the active row, and shrinks again', () => {
    const down = extendedTo(noSelection, rows, 6, 2)
    expect(keysOf(down)).toEqual([2, 3, 4, 5, 6])
    expect(keysOf(extendedTo(down, rows, 1, 6))).toEqual([1, 2])
  })

  test('extends from the row that was toggled last, and replaces the others', () => {
    const some = toggled(toggled(noSelection, [item(1)]), [item(6)])
    expect(keysOf(extendedTo(some, rows, 7, 7))).toEqual([6, 7])
  })

  test('extends from the active row when the anchor has gone', () => {
    const some = { keys: new Set([9]), anchor: 9 }
    expect(keysOf(extendedTo(some, rows, 2, 1))).toEqual([1, 2])
    expect(extendedTo(some, rows, 8, 1)).toEqual(noSelection)
  })

  test('is given in the order of the list, without what has gone', () => {
    const items = [7, 6, 5].map(item)
    expect(selectedOf(allOf([5, 6, 9].map(item), null), items)).toEqual([6, 5].map(item))
    expect(selectedOf(noSelection, items)).toEqual([])
  })
})

import { expect, test } from 'vitest'
import { folderOf, withFolder } from '../../../electron/downloads/choose-folder.ts'
import type { Rule } from '../../../electron/model/rule.ts'

const rule = (id: number, folder: number | null): Rule => ({
  ...{ id, when: { source: null, category: 'export', words: null } },
  ...{ notify: 'as-usual', sound: 'as-usual', keepOnScreen: false },
  fetch: { maxMegabytes: 100, folder },
})
const rules = [rule(1, null), rule(2, 5)]
const folders = [{ id: 5, path: '/home/ada/Exports' }]

test('a folder that the user chooses gets an id of its own, and its rule names it', () => {
  expect(withFolder({ rules, folders }, 1, '/mnt/share')).toEqual({
    rules: [rule(1, 6), rule(2, 5)],
    folders: [...folders, { id: 6, path: '/mnt/share' }],
  })
})

test('a folder that is known already is not stored twice', () => {
  expect(withFolder({ rules, folders }, 1, '/home/ada/Exports')).toEqual({
    rules: [rule(1, 5), rule(2, 5)],
    folders,
  })
})

test('a folder that no rule names any more is forgotten', () => {
  expect(withFolder({ rules, folders }, 2, '/mnt/share').folders).toEqual([{ id: 6, path: '/mnt/share' }])
})

test('a rule that is gone, or downloads nothing, gets no folder', () => {
  expect(withFolder({ rules, folders }, 9, '/mnt/share')).toEqual({ rules, folders })
  const off = [{ ...rule(1, null), fetch: null }, rule(2, 5)]
  expect(withFolder({ rules: off, folders }, 1, '/mnt/share')).toEqual({ rules: off, folders })
})

test('the dialog begins in the folder of the rule', () => {
  expect(folderOf({ rules, folders }, 2)).toBe('/home/ada/Exports')
  expect(folderOf({ rules, folders }, 1)).toBeNull()
  expect(folderOf({ rules, folders }, 9)).toBeNull()
})

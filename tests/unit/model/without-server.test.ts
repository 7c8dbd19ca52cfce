import { expect, test } from 'vitest'
import type { WindowFilter } from '../../../electron/model/window-filter.ts'
import { withoutServer } from '../../../electron/model/without-server.ts'
import { buildRule } from '../../support/build-rule.ts'

const left = 'https://left.example/'
const rule = (id: number, source: string | null, folder: number | null) =>
  buildRule({ id, when: { source }, fetch: { maxMegabytes: 1, folder } })
const filterOf = (source: string | null): WindowFilter => ({
  ...{ show: 'all', category: null, source, priority: null, state: null, dates: null, search: '' },
})

test('what names the server goes, and folders that nothing else uses', () => {
  const settings = {
    rules: [rule(1, left, 1), rule(2, left, 2), rule(3, null, 2)],
    folders: [
      { id: 1, path: '/left' },
      { id: 2, path: '/both' },
    ],
    savedFilters: [
      { name: 'Left', filter: filterOf(left) },
      { name: 'All', filter: filterOf(null) },
    ],
  }
  expect(withoutServer(settings, left)).toEqual({
    rules: [rule(3, null, 2)],
    folders: [{ id: 2, path: '/both' }],
    savedFilters: [{ name: 'All', filter: filterOf(null) }],
  })
})

import { expect, test } from 'vitest'
import { allItems, append, historyPath, notification, openTestStore, raw, source } from './store-fixture.ts'

test('the stored cursor never passes an event that is not stored', () => {
  const path = historyPath()
  const store = openTestStore(path)
  append(store, source, raw('1'), notification('n-1'))
  store.close()
  expect(append(store, source, raw('2'), notification('n-2'))).toMatchObject({ kind: 'failed' })
  const again = openTestStore(path)
  expect(again.cursor(source)).toBe('1')
  expect(allItems(again).map(({ id }) => id)).toEqual(['n-1'])
})

import { expect, test } from 'vitest'
import { identityOf } from '../../../electron/store/identity.ts'

test("a thing's own id goes before the id of its event", () => {
  expect(identityOf('n-1', '7')).toEqual({ namedBy: 'thing', id: 'n-1' })
})

test('the id of its event stands in when a thing has none, or an empty one', () => {
  expect(identityOf(null, '7')).toEqual({ namedBy: 'event', id: '7' })
  expect(identityOf('', '7')).toEqual({ namedBy: 'event', id: '7' })
})

test('an event that resets the cursor with an empty id does not name its thing', () => {
  expect(identityOf(null, '')).toEqual({ namedBy: 'store' })
})

test('ids that differ only after a NUL stay different', () => {
  expect(identityOf('a\0b', null)).not.toEqual(identityOf('a\0c', null))
})

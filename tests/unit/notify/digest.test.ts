import { expect, test } from 'vitest'
import { digestOf } from '../../../electron/notify/digest.ts'
import { buildItem, buildItems } from '../../support/build-item.ts'

test('a digest counts by outcome and names failures first', () => {
  const items = [
    ...buildItems(14, { state: 'succeeded', title: 'Orders' }),
    buildItem({ key: 20, state: 'failed', title: 'Invoices' }),
    buildItem({ key: 21, state: 'failed', title: 'Customers' }),
  ]
  expect(digestOf(items)).toMatchObject({
    title: '2 failed, 14 ready',
    body: 'Failed: Customers\nFailed: Invoices\nOrders\nand 13 more',
  })
})

test('a digest of untitled notifications names their messages', () => {
  const items = [buildItem({ key: 1, message: 'First' }), buildItem({ key: 2, message: 'Second' })]
  expect(digestOf(items)).toMatchObject({ title: '2 notifications', body: 'Second\nFirst' })
})

test('a digest stands for every item in it', () => {
  expect(digestOf(buildItems(5)).keys).toEqual([1, 2, 3, 4, 5])
})

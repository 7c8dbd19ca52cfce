import { expect, test } from 'vitest'
import { itemAsJson, itemAsLine } from '../../../electron/history/item-fields.ts'
import { buildItem } from '../../support/build-item.ts'

test('an item is one line of JSON with the names that tools rely on', () => {
  const line = itemAsJson(buildItem({ id: 'n-981', title: 'Invoice\nrun', category: 'billing' }))
  expect(line).not.toContain('\n')
  expect(JSON.parse(line)).toMatchObject({
    id: 'n-981',
    type: 'notification',
    title: 'Invoice\nrun',
    message: 'Your export is ready!',
    category: 'billing',
    priority: 'normal',
    state: null,
    read: false,
    receivedAt: '1970-01-01T00:00:01.000Z',
    notification: 'pending',
  })
})

test('control characters from a server never reach the terminal', () => {
  expect(itemAsLine(buildItem({ message: 'a\u001b[2Jb\nc' }))).not.toMatch(/\p{Cc}/u)
})

test('a name that a server turns around is printed as it is written', () => {
  expect(itemAsLine(buildItem({ title: 'invoice\u202efdp.exe' }))).toContain('invoice\\u202efdp.exe')
})

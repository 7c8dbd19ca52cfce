import { describe, expect } from 'vitest'
import { startExport } from '../support/main-scenario.ts'
import { failed, invoices, oneOfEach } from './events.ts'
import { type Fixtures, test, words } from './fixtures.ts'
import { focusFirstRow, focusNextRow, pressAndHear, tabTo } from './moves.ts'
import { openHistory } from './open-history.ts'

/** Opens a history with three rows. The second has the focus. */
async function onMiddleRow(fixtures: Fixtures): Promise<void> {
  await openHistory(fixtures, [invoices, failed, { ...invoices, id: 'n-9', title: 'Newest' }])
  await focusFirstRow(fixtures, 'Newest')
  await focusNextRow(fixtures, 'Customers')
}

const deleted = words('undo.deleted', { count: 1, title: 'Customers' })

describe('deleting an item', () => {
  test('is said, and so is the row that has the focus then', async ({ fixtures }) => {
    await onMiddleRow(fixtures)
    const said = await pressAndHear(fixtures, 'Delete', deleted)
    expect(said).toContain('Invoice run finished')
  })

  test('says how to undo it', async ({ fixtures }) => {
    await onMiddleRow(fixtures)
    const said = await pressAndHear(fixtures, 'Delete', deleted)
    expect(said).toContain(words('announce.with-undo', { done: deleted, keys: 'Ctrl+Z' }))
  })

  test('can be undone with a button that the Tab key reaches', async ({ fixtures }) => {
    await onMiddleRow(fixtures)
    await pressAndHear(fixtures, 'Delete', deleted)
    await tabTo(fixtures, `${words('undo.undo')} push button`)
  })

  test('says when it is undone', async ({ fixtures }) => {
    const { reader } = fixtures
    await onMiddleRow(fixtures)
    await pressAndHear(fixtures, 'Delete', deleted)
    const heard = reader.listen()
    await reader.keyboard.press('ctrl+z')
    await heard.until(words('announce.restored', { count: 1, title: 'Customers' }), { timeoutMs: 5000 })
  })
})

test('marking an item as read is said', async ({ fixtures }) => {
  await onMiddleRow(fixtures)
  await pressAndHear(fixtures, 'u', words('announce.read'))
  await pressAndHear(fixtures, 'u', words('announce.unread'))
})

test('the menu of a row reads its entries, and the row again when it closes', async ({ fixtures }) => {
  await openHistory(fixtures, oneOfEach)
  await focusFirstRow(fixtures, 'Disk is full')
  await focusNextRow(fixtures, 'Products')
  await pressAndHear(fixtures, 'shift+F10', new RegExp(`menu.*${words('download.get')}`))
  await pressAndHear(fixtures, 'Down', words('item.mark-read'))
  await pressAndHear(fixtures, 'Down', words('item.pin'))
  await pressAndHear(fixtures, 'Escape', 'Products')
})

test('a finished download is announced', async ({ fixtures }) => {
  const { reader, backend, token } = fixtures
  const { page } = await openHistory(fixtures)
  await startExport({ backend, token }, { title: 'Orders', rows: 100 })
  await page.getByRole('button', { name: new RegExp(`^${words('download.get')}`) }).waitFor()
  await tabTo(fixtures, words('download.get'))
  const heard = reader.listen()
  await reader.keyboard.press('Return')
  await page.getByRole('button', { name: new RegExp(`^${words('download.open')}`) }).waitFor()
  await heard.until(words('download.done'), { timeoutMs: 5000 })
})

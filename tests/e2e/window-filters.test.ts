import { openBridge } from './bridge.ts'
import { expect, test } from './fixtures.ts'

test('a filter is saved, is there after a restart, and what it shows is read and unread again', async ({
  fixtures,
}) => {
  const backend = await fixtures.startBackend()
  let tidings = await fixtures.launch('--server', backend.streamUrl)
  let page = await tidings.page()
  await page.getByText('Connected', { exact: true }).waitFor()
  for (const [number, category] of ['billing', 'export', 'billing'].entries()) {
    const [id, title] = [`n-${number}`, `Number ${number}`]
    await backend.publish({ type: 'notification', id, title, message: 'A message', category })
  }
  await backend.publish({ type: 'job', id: 'job-1', state: 'failed', title: 'Orders', category: 'export' })
  await page.getByText('Orders', { exact: true }).waitFor()

  const row = (name: string) => page.getByRole('row', { name })
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await page.getByRole('combobox', { name: 'Category' }).selectOption('billing')
  await page.getByRole('combobox', { name: 'Date' }).selectOption('Today')
  await page.keyboard.press('Escape')
  await page.getByText('2 found', { exact: true }).waitFor()
  await expect(row('Orders')).toHaveCount(0)

  await page.getByRole('button', { name: 'Mark these as read' }).click()
  await page.getByText('2 marked as read', { exact: true }).waitFor()
  const bridge = await openBridge(page)
  await expect
    .poll(async () => (await bridge.snapshot()).counts)
    .toMatchObject({ all: 4, unread: 2, failed: 1 })
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(async () => (await bridge.snapshot()).counts.unread).toBe(4)

  await page.getByRole('button', { name: 'Save this filter' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Money')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Money' })).toHaveAttribute('aria-pressed', 'true')
  await tidings.kill()
  tidings = await fixtures.launch()
  page = await tidings.page()
  await row('Orders').waitFor()
  await page.getByRole('button', { name: 'Money' }).click()
  await row('Number 2').waitFor()
  await expect(row('Orders')).toHaveCount(0)

  await page.keyboard.press('/')
  await page.keyboard.type('failed')
  await page.getByRole('button', { name: 'Show failed jobs' }).waitFor()
  await page.getByRole('button', { name: 'Clear', exact: true }).click()
  await page.keyboard.press('/')
  await page.keyboard.type('failed')
  await page.getByRole('button', { name: 'Show failed jobs' }).click()
  await row('Orders').waitFor()
  await expect(row('Number')).toHaveCount(0)
})

test('equal notifications are one row, which unfolds, and are deleted and restored together', async ({
  fixtures,
}) => {
  const backend = await fixtures.startBackend()
  const tidings = await fixtures.launch('--server', backend.streamUrl)
  const page = await tidings.page()
  await page.getByText('Connected', { exact: true }).waitFor()
  for (const number of [1, 2, 3]) {
    await backend.publish({ type: 'notification', id: `n-${number}`, title: 'Disk full', message: 'On db-2' })
  }
  await page.getByRole('button', { name: '3 times' }).click()
  await expect(page.getByRole('row', { name: 'Disk full' })).toHaveCount(3)
  await page.getByRole('row', { name: 'Disk full' }).last().focus()
  await page.keyboard.press('ArrowLeft')
  await expect(page.getByRole('row', { name: 'Disk full' })).toHaveCount(1)
  await page.keyboard.press('Delete')
  await page.getByText('3 deleted', { exact: true }).waitFor()
  await page.keyboard.press('Control+z')
  await page.getByRole('button', { name: '3 times' }).waitFor()
})

import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { waitFor } from '../support/wait-for.ts'
import { startConnected } from './connected.ts'
import { expect, test } from './fixtures.ts'

test('while another program locks the history, a deletion is not claimed, and the user is told', async ({
  fixtures,
}) => {
  const { cli, place } = fixtures
  const { tidings } = await startConnected(fixtures)
  await cli.run('--show')
  const page = await tidings.page()
  const row = page.getByRole('row')
  await row.first().waitFor()
  const other = new DatabaseSync(join(place.userDataDir, 'history.db'), { timeout: 10_000 })
  other.exec('BEGIN IMMEDIATE')
  await row.first().focus()
  await page.keyboard.press('Delete')
  await page.getByText('That couldn’t be done, and nothing was changed').waitFor()
  await page.screenshot({ path: test.info().outputPath('locked.png') })
  expect(await page.getByRole('button', { name: 'Undo' }).count()).toBe(0)
  expect(await row.count()).toBe(1)
  expect((await cli.status()).lastError).toContain('Nothing can be saved: another program')

  other.exec('ROLLBACK')
  other.close()
  await row.first().focus()
  await page.keyboard.press('Delete')
  await page.getByRole('button', { name: 'Undo' }).waitFor()
  await waitFor('the row to go', async () => (await cli.history()).length === 0)
  expect((await cli.status()).lastError).toBeNull()
})

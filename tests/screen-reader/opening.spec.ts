import { expect } from 'vitest'
import type { Heard } from '../support/desktop/screen-reader.ts'
import { waitFor } from '../support/wait-for.ts'
import { failed, invoices } from './events.ts'
import { type Fixtures, test, words } from './fixtures.ts'
import { openHistory } from './open-history.ts'

test('opening the window says its title and that it is connected', async ({ fixtures }) => {
  const heard = fixtures.reader.listen()
  await openHistory(fixtures)
  expect(heard.text()).toMatch(/\bTidings\b/)
  expect(heard.text()).toContain(words('status.open'))
})

/** Opens the window of an app that has been running in the tray, and has two items. */
async function openLater({ reader, launch, backend, token }: Fixtures): Promise<Heard> {
  const app = await launch(['--server', backend.streamUrl, '--hidden'], { token })
  await app.cli.waitForConnection('open')
  await backend.publish(failed)
  await backend.publish(invoices)
  await waitFor('the items', async () => (await app.cli.history()).length === 2)
  const heard = reader.listen()
  await app.cli.run('--show')
  await heard.until(words('status.open'))
  await reader.catchUp()
  return heard
}

test('so does opening it again from the tray', async ({ fixtures }) => {
  const heard = await openLater(fixtures)
  expect(heard.text()).toMatch(/\bTidings\b/)
})

test('the focus is on the first row: the next arrow key reads the second', async ({ fixtures }) => {
  const { reader } = fixtures
  await openLater(fixtures)
  const heard = reader.listen()
  await reader.keyboard.press('Down')
  await heard.until(/Customers.*Row 50 is broken/, { timeoutMs: 5000 })
})

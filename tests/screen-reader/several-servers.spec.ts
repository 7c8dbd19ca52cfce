import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import type { ServerSettings } from '../../electron/model/settings.ts'
import { startBackend } from '../backend/server.ts'
import { failed, invoices } from './events.ts'
import { type Fixtures, test, timesIn, words } from './fixtures.ts'
import { focusFirstRow, focusNextRow } from './moves.ts'

/** Starts the app with two servers, which the user has added in an earlier run. Each has an item. */
async function openTwo({ reader, launch, userDataDir }: Fixtures) {
  const backends = { Billing: await startBackend({ port: 0 }), Shop: await startBackend({ port: 0 }) }
  for (const backend of Object.values(backends)) onTestFinished(() => backend.stop())
  const servers = Object.entries(backends).map(
    ([name, { streamUrl }]): ServerSettings => ({
      address: streamUrl,
      name,
      colour: 'blue',
      clientId: null,
    }),
  )
  mkdirSync(userDataDir, { recursive: true })
  writeFileSync(join(userDataDir, 'settings.json'), JSON.stringify({ version: 1, servers }))
  const heard = reader.listen()
  const app = await launch([])
  const page = await app.page()
  await heard.until(words('status.open'))
  await backends.Billing.publish(invoices)
  await page.getByRole('main').getByText('Invoice run finished').waitFor()
  await backends.Shop.publish(failed)
  await page.getByRole('main').getByText('Customers').waitFor()
  await reader.catchUp()
  return backends
}

test('each row says the server that it is from', async ({ fixtures }) => {
  await openTwo(fixtures)
  expect(await focusFirstRow(fixtures, 'Customers')).toContain('Shop')
  expect(await focusNextRow(fixtures, 'Invoice run finished')).toContain('Billing')
})

test('what arrives is announced with the server that it is from', async ({ fixtures }) => {
  const { Shop } = await openTwo(fixtures)
  const heard = fixtures.reader.listen()
  await Shop.publish({ ...invoices, id: 'n-7', title: 'Parcel sent' })
  await heard.until(/Parcel sent, Shop/)
})

test('when one of them is lost, it is said how many are connected, once', async ({ fixtures }) => {
  const { reader } = fixtures
  const { Shop } = await openTwo(fixtures)
  const heard = reader.listen()
  await Shop.stop()
  const text = words('status.some-open', { open: 1, count: 2 })
  await heard.until(text)
  await reader.catchUp()
  expect(timesIn(heard.text(), text)).toBe(1)
})

test('and which one', async ({ fixtures }) => {
  const { reader } = fixtures
  const { Shop } = await openTwo(fixtures)
  const heard = reader.listen()
  await Shop.stop()
  await heard.until(words('status.some-open', { open: 1, count: 2 }))
  await heard.until('Shop', { timeoutMs: 5000 })
})

import axe from 'axe-core'
import type { Page } from 'playwright'
import type { Item } from '../../electron/model/item.ts'
import { startExport } from '../support/main-scenario.ts'
import { openBridge } from './bridge.ts'
import { expect, type TestFixtures, test } from './fixtures.ts'

// Colours and sizes are there only in the real window; tests/renderer/axe.test.tsx looks at more states.

/** What axe finds in the page, one line for each element. */
async function violations(page: Page): Promise<readonly string[]> {
  // Evaluated, not added as a script, which the page's content security policy forbids.
  await page.evaluate(axe.source)
  return page.evaluate(async () => {
    const inPage: typeof axe = Reflect.get(window, 'axe')
    const { violations: found } = await inPage.run(document, { rules: { 'target-size': { enabled: true } } })
    return found.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`),
    )
  })
}

/** Looks at the page in both themes. */
async function expectNoViolations(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    expect(await violations(page), colorScheme).toEqual([])
  }
}

/** A history with an item of each kind: running, failed, done and downloaded, critical, read and unread. */
async function openHistory({ startBackend, launch, token }: TestFixtures): Promise<Page> {
  const backend = await startBackend()
  const tidings = await launch('--server', backend.streamUrl)
  const page = await tidings.page()
  await page.getByText('Connected', { exact: true }).waitFor()
  const bridge = await openBridge(page)
  const until = async (title: string, is: (item: Item) => boolean): Promise<Item> => {
    const find = (items: readonly Item[]) => items.find((item) => item.title === title && is(item))
    const { latest } = await bridge.until(title, (snapshot) => find(snapshot.latest.items) !== undefined)
    const found = find(latest.items)
    if (found === undefined) throw new Error(`${title} is no longer there.`)
    return found
  }

  await startExport({ backend, token }, { title: 'Products', rows: 10 })
  await startExport({ backend, token }, { title: 'Customers', rows: 100, failAt: 0.5 })
  await startExport({ backend, token }, { title: 'Orders', rows: 60_000, holdAt: 0.5 })
  const notification = { type: 'notification', message: 'All is well.', category: 'billing' } as const
  await backend.publish({ ...notification, id: 'n-1', title: 'Invoices' })
  await backend.publish({ ...notification, id: 'n-2', title: 'Disk', priority: 'critical' })
  const done = await until('Products', ({ state }) => state === 'succeeded')
  await bridge.send({ type: 'download', key: done.key })
  await until('Products', ({ download }) => download?.kind === 'done')
  await until('Customers', ({ state }) => state === 'failed')
  await until('Orders', ({ progress }) => (progress ?? 0) >= 0.5)
  const read = await until('Invoices', () => true)
  await bridge.send({ type: 'mark-read', keys: [read.key] })
  await until('Invoices', (item) => item.read)
  await until('Disk', () => true)
  await page.getByRole('progressbar').waitFor()
  return page
}

test('axe finds nothing in the history, in both themes', async ({ fixtures }) => {
  await expectNoViolations(await openHistory(fixtures))
})

test('axe finds nothing in an empty history, in both themes', async ({ fixtures }) => {
  const backend = await fixtures.startBackend()
  const page = await (await fixtures.launch('--server', backend.streamUrl)).page()
  await page.getByRole('heading', { level: 2 }).waitFor()
  await expectNoViolations(page)
})

test('axe finds nothing in the settings, in both themes', async ({ fixtures }) => {
  const page = await openHistory(fixtures)
  await page.getByRole('button', { name: 'Settings' }).click()
  for (const tab of await page.getByRole('tab').all()) {
    await tab.click()
    await page.getByRole('tabpanel').getByRole('heading').first().waitFor()
    await expectNoViolations(page)
  }
})

test.describe('without a server', () => {
  test.use({ environment: {} })

  test('axe finds nothing in the first run, in both themes', async ({ fixtures }) => {
    const page = await (await fixtures.launch()).page()
    await page.getByRole('heading', { level: 1 }).waitFor()
    await expectNoViolations(page)
  })
})

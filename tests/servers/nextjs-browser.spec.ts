import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { waitFor } from '../support/wait-for.ts'
import { openBrowser, openDashboard, orderExport } from './dashboard/open-browser.ts'
import { type Dashboard, startDashboard } from './dashboard/start-dashboard.ts'

let dashboard: Dashboard
let browser: Browser
let page: Page
beforeAll(async () => {
  dashboard = await startDashboard()
  browser = await openBrowser()
})
afterAll(async () => {
  await browser.close()
  await dashboard.stop()
})
beforeEach(async () => {
  page = await (await browser.newContext()).newPage()
  await openDashboard(page, dashboard.origin, 'alice')
  return () => page.context().close()
})

test('the page asks for a sign-in, and says when the password is wrong', async () => {
  await page.context().clearCookies()
  await page.goto(dashboard.origin)
  await page.getByLabel('User').fill('alice')
  await page.getByLabel('Password').fill('wrong')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText('The user or the password is wrong.').waitFor()
})

test('an export shows its progress, and its file when it is ready', async () => {
  // So many that it is still running whenever this looks.
  await orderExport(page, 2_000_000)
  await page.getByRole('progressbar', { name: 'Progress of Orders, 2,000,000 rows' }).waitFor()
  await orderExport(page, 5_000)
  const row = page.getByRole('listitem').filter({ hasText: 'Orders, 5,000 rows' })
  await row.getByText('Your export is ready!').waitFor()
  expect(await row.getByRole('progressbar').count()).toBe(0)
  const downloading = page.waitForEvent('download')
  await row.getByRole('link', { name: 'Download' }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toBe('orders-5000.csv')
  const lines = readFileSync(await download.path(), 'utf8')
    .trimEnd()
    .split('\r\n')
  expect(lines).toHaveLength(5_001)
})

test('the page says when it is not connected, and what it receives afterwards is there', async () => {
  const alice = await dashboard.signIn('alice')
  await alice.notify('Before')
  await page.getByText('Before', { exact: true }).waitFor()
  await dashboard.end()
  await page.getByText('Connection lost. Reconnecting…').waitFor()
  await dashboard.startAgain()
  await page.getByRole('status').getByText('Live').waitFor()
  await alice.notify('After')
  await page.getByText('After', { exact: true }).waitFor()
  // The bus in memory has forgotten what there was, so the page can't know.
  await page.getByText('Some notifications may be missing.').waitFor()
})

test('a proxy that answers with an error does not end it', async () => {
  const streams = '**/api/notifications?*'
  const alice = await dashboard.signIn('alice')
  await page.route(streams, (route) => route.fulfill({ status: 502 }))
  await page.reload()
  await page.getByText('Connection lost. Reconnecting…').waitFor()
  await page.unroute(streams)
  await page.getByRole('status').getByText('Live').waitFor()
  await alice.notify('Back again')
  await page.getByText('Back again').waitFor()
})

test('a session that has ended is said to have', async () => {
  await page.context().clearCookies()
  await dashboard.end()
  await dashboard.startAgain()
  await page.getByText('Signed out.').waitFor()
})

test('a page that is left ends its stream', async () => {
  await waitFor('only this page to listen', async () => (await dashboard.openStreams()) === 1)
  await page.goto('about:blank')
  await waitFor('its stream to end', async () => (await dashboard.openStreams()) === 0)
})

test('the desktop’s token is made on the page', async () => {
  await page.getByRole('button', { name: 'Create access token' }).click()
  const token = (await page.getByTestId('token').textContent()) ?? ''
  const response = await fetch(dashboard.streamUrl, { headers: { Authorization: `Bearer ${token}` } })
  expect(response.status).toBe(200)
  await response.body?.cancel()
})

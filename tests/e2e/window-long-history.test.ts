import type { Page } from 'playwright'
import { fillHistory } from '../support/fill-history.ts'
import { scrollThrough } from '../support/scroll-through.ts'
import { waitFor } from '../support/wait-for.ts'
import { openBridge } from './bridge.ts'
import { expect, test } from './fixtures.ts'
import { watchConsole } from './watch-console.ts'

const count = 100_000

function rowInTheMiddle(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const box = document.querySelector('[role=grid]')?.parentElement?.getBoundingClientRect()
    if (box === undefined) return false
    const middle = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)
    return middle?.closest('[role=row]') != null
  })
}

test('a history of 100,000 opens, scrolls, is searched, and is restored to the same position', async ({
  fixtures,
}) => {
  test.setTimeout(240_000)
  const backend = await fixtures.startBackend()
  fillHistory(fixtures.place.userDataDir, backend.streamUrl, count)
  const tidings = await fixtures.launch('--server', backend.streamUrl, '--hidden')
  await fixtures.cli.waitForConnection('open')

  await fixtures.cli.run('--show')
  let page = await tidings.page()
  await page.getByText(`News ${count}`, { exact: true }).waitFor()
  const complaints = await watchConsole(page)
  await page.getByText(`News ${count}`, { exact: true }).waitFor()
  expect(await page.locator('[role=row]').count()).toBeLessThan(40)

  const scrolled = await scrollThrough(page)
  expect(scrolled.maxRows).toBeLessThan(60)
  // How many frames had a hole depends on the machine, and is measured by the bench; in the end there is none.
  await expect.poll(() => rowInTheMiddle(page)).toBe(true)
  expect(scrolled.lastTop).toBeGreaterThan(20_000)

  await page.keyboard.press('/')
  await page.keyboard.type('News 4242')
  await page.getByText('News 94242', { exact: true }).waitFor()
  await expect.poll(() => page.locator('mark').first().textContent()).toBe('News')
  await page.keyboard.press('Escape')
  await page.getByText(`News ${count}`, { exact: true }).waitFor()

  const place = async () => {
    const box = await page.getByRole('grid').locator('..').boundingBox()
    return page.evaluate(
      ({ x, y }) =>
        document.elementFromPoint(x, y)?.closest('[role=row]')?.querySelector('[id$=title]')?.textContent,
      { x: (box?.x ?? 0) + 200, y: (box?.y ?? 0) + 70 },
    )
  }
  await page.getByRole('button', { name: 'Filter', exact: true }).click()
  await page.getByRole('combobox', { name: 'Category' }).selectOption('export')
  await page.keyboard.press('Escape')
  await page.getByRole('grid').waitFor()
  await page.getByText(`News ${count - 2}`, { exact: true }).waitFor()
  await page
    .getByRole('grid')
    .locator('..')
    .evaluate((scroller) => {
      scroller.scrollTop = 9_000
    })
  await expect.poll(place).toMatch(/^News 99/)
  const before = await place()
  // The window reports its position once it no longer scrolls.
  const bridge = await openBridge(page)
  await expect.poll(async () => (await bridge.snapshot()).windowState?.anchor ?? null).not.toBeNull()
  await tidings.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  await waitFor('the window to be gone', async () => (await tidings.renderers()) === 0)
  await fixtures.cli.run('--show')
  page = await tidings.page()
  await page.getByRole('button', { name: 'Remove: export' }).waitFor()
  const number = (title: string | null | undefined) => Number(title?.replace('News ', ''))
  await expect.poll(async () => Math.abs(number(await place()) - number(before))).toBeLessThanOrEqual(4)
  expect(complaints).toEqual([])
})

import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { openStore } from '../../electron/store/open-store.ts'
import { waitFor } from '../support/wait-for.ts'
import { openBridge } from './bridge.ts'
import { expect, test } from './stage.ts'
import { watchConsole } from './watch-console.ts'

const count = 100_000

/** Fills the history of a profile as if so many notifications had come, one every 20 s, the last just now. */
function fillHistory(userDataDir: string, source: string): void {
  mkdirSync(userDataDir, { recursive: true })
  let now = Date.now() - count * 20_000
  const opened = openStore(join(userDataDir, 'history.db'), {
    now: () => {
      now += 20_000
      return now
    },
  })
  if (opened.kind !== 'open') throw new Error(opened.reason)
  for (let number = 1; number <= count; number += 1) {
    const id = String(number)
    opened.store.append(
      source,
      { type: 'message', data: '{}', ownId: id, lastEventId: id },
      {
        kind: 'event',
        event: {
          type: 'notification',
          id: `n-${id}`,
          title: `News ${id}`,
          message:
            number % 3 === 0
              ? 'A longer text, which may well need a second line in a narrow window.'
              : 'Short',
          category: number % 2 === 0 ? 'export' : 'billing',
          priority: 'low',
          createdAt: null,
          url: null,
        },
      },
    )
  }
  opened.store.markAllRead()
  opened.store.close()
}

test('a history of 100,000 opens at once, scrolls smoothly, is searched, and comes back where it was', async ({
  stage,
}) => {
  test.setTimeout(240_000)
  const backend = await stage.backend()
  fillHistory(stage.place.userDataDir, backend.streamUrl)
  const tidings = await stage.launch('--server', backend.streamUrl, '--hidden')
  await waitFor('the connection', async () => (await stage.cli.status()).connection === 'open')

  await stage.cli.run('--show')
  let page = await tidings.page()
  await page.getByText(`News ${count}`, { exact: true }).waitFor()
  const complaints = await watchConsole(page)
  await page.getByText(`News ${count}`, { exact: true }).waitFor()
  const opened = await page.evaluate(() => ({
    paintedMs: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
    rows: document.querySelectorAll('article').length,
  }))
  expect(opened.paintedMs).toBeLessThan(1500)
  expect(opened.rows).toBeLessThan(40)

  const scrolled = await page.evaluate(async () => {
    const scroller = document.querySelector('[role=feed]')?.parentElement
    if (scroller == null) throw new Error('there is no list')
    const frames: number[] = []
    let last = performance.now()
    let most = 0
    let empty = 0
    for (let frame = 0; frame < 240; frame += 1) {
      scroller.scrollTop += 150
      await new Promise(requestAnimationFrame)
      const now = performance.now()
      frames.push(now - last)
      last = now
      const rows = document.querySelectorAll('article')
      most = Math.max(most, rows.length)
      const box = scroller.getBoundingClientRect()
      const middle = document.elementFromPoint(box.width / 2, box.top + box.height / 2)
      if (middle?.closest('[data-index]') == null) empty += 1
    }
    frames.sort((a, b) => a - b)
    return { most, empty, medianMs: frames[frames.length >> 1] ?? 0, lastTop: scroller.scrollTop }
  })
  expect(scrolled.most).toBeLessThan(60)
  expect(scrolled.empty).toBeLessThan(24)
  expect(scrolled.medianMs).toBeLessThan(50)
  expect(scrolled.lastTop).toBeGreaterThan(20_000)

  await page.keyboard.press('/')
  await page.keyboard.type('News 4242')
  await page.getByText('News 94242', { exact: true }).waitFor()
  await expect.poll(() => page.locator('mark').first().textContent()).toBe('News')
  await page.keyboard.press('Escape')
  await page.getByText(`News ${count}`, { exact: true }).waitFor()

  const place = async () => {
    const box = await page.getByRole('feed').locator('..').boundingBox()
    return page.evaluate(
      ({ x, y }) =>
        document.elementFromPoint(x, y)?.closest('article')?.querySelector('[id$=title]')?.textContent,
      { x: (box?.x ?? 0) + 200, y: (box?.y ?? 0) + 70 },
    )
  }
  await page.getByRole('button', { name: 'Category' }).click()
  await page.getByRole('menuitemradio', { name: 'export' }).click()
  await page.getByRole('feed').waitFor()
  await page.getByText(`News ${count - 2}`, { exact: true }).waitFor()
  await page
    .getByRole('feed')
    .locator('..')
    .evaluate((scroller) => {
      scroller.scrollTop = 9_000
    })
  await expect.poll(place).toMatch(/^News 99/)
  const before = await place()
  // The window says where it is once it has rested.
  const bridge = await openBridge(page)
  await expect.poll(async () => (await bridge.view()).windowState?.anchor ?? null).not.toBeNull()
  await tidings.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  await waitFor('the window to be gone', async () => (await tidings.renderers()) === 0)
  await stage.cli.run('--show')
  page = await tidings.page()
  await page.getByRole('button', { name: 'Category: export' }).waitFor()
  const number = (title: string | null | undefined) => Number(title?.replace('News ', ''))
  await expect.poll(async () => Math.abs(number(await place()) - number(before))).toBeLessThanOrEqual(4)
  expect(complaints).toEqual([])
})

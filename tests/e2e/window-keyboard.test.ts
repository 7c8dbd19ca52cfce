import type { Page } from 'playwright'
import { waitFor } from '../support/wait-for.ts'
import { expect, type TestFixtures, test } from './fixtures.ts'
import { watchConsole } from './watch-console.ts'

async function openWithItems({ startBackend, launch }: TestFixtures) {
  const backend = await startBackend()
  const tidings = await launch('--server', backend.streamUrl)
  const page = await tidings.page()
  const complaints = await watchConsole(page)
  await page.getByText('Connected', { exact: true }).waitFor()
  for (const [number, category] of ['billing', 'export', 'export', 'billing'].entries()) {
    const title = `News ${number + 1}`
    await backend.publish({
      type: 'notification',
      id: `n-${number + 1}`,
      title,
      message: 'All is well',
      category,
    })
  }
  await page.getByText('News 4', { exact: true }).waitFor()
  return { backend, tidings, page, complaints }
}

const focusedTitle = (page: Page) =>
  page.evaluate(() => document.activeElement?.querySelector('[id$=title]')?.textContent ?? null)

/**
 * Moves to an item of the open menu with the keyboard, and waits for the effect of each key before the next. It begins
 * at the top: which item is highlighted at first depends on where the mouse rests.
 */
async function moveToMenuItem(page: Page, name: string): Promise<void> {
  await page.locator('[role=menu]:focus, [role=menuitem]:focus').waitFor()
  await page.keyboard.press('Home')
  for (const item of await page.getByRole('menuitem').all()) {
    await expect(item).toBeFocused()
    if ((await item.textContent()) === name) return
    await page.keyboard.press('ArrowDown')
  }
  throw new Error(`The menu has no item "${name}".`)
}

function titles(page: Page) {
  return page
    .getByRole('row')
    .evaluateAll((items) => items.map((item) => item.querySelector('[id$=title]')?.textContent))
}

test('all of the history can be done with the keyboard', async ({ fixtures }) => {
  const { page, complaints } = await openWithItems(fixtures)
  const { cli } = fixtures

  await page.keyboard.press('/')
  await page.keyboard.type('news')
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => focusedTitle(page)).toBe('News 4')
  await page.keyboard.press('End')
  await expect.poll(() => focusedTitle(page)).toBe('News 1')
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => focusedTitle(page)).toBe('News 3')

  const readStates = async () => (await cli.history()).map(({ read }) => read)
  await page.keyboard.press('u')
  await waitFor('the mark', async () => (await readStates())[1] === true)
  await page.keyboard.press('u')
  await waitFor('the mark to go', async () => (await readStates())[1] === false)

  await page.keyboard.press('Delete')
  await expect.poll(() => titles(page)).toEqual(['News 4', 'News 2', 'News 1'])
  await expect.poll(() => focusedTitle(page)).toBe('News 2')
  await page.keyboard.press('Control+z')
  await expect.poll(() => titles(page)).toEqual(['News 4', 'News 3', 'News 2', 'News 1'])

  await page.keyboard.press('/')
  await page.keyboard.type('4')
  await expect.poll(() => titles(page)).toEqual(['News 4'])
  await page.keyboard.press('Escape')
  await expect.poll(() => titles(page)).toHaveLength(4)
  expect(complaints).toEqual([])
})

test('the focus is always visible, and every stop of the Tab key has a name', async ({ fixtures }) => {
  const { page, complaints } = await openWithItems(fixtures)
  const seen = new Set<string>()
  for (let stop = 0; stop < 25; stop += 1) {
    await page.keyboard.press('Tab')
    const found = await page.evaluate(() => {
      const element = document.activeElement
      if (element === null || element === document.body) return null
      const name =
        element.getAttribute('aria-label') ??
        document.getElementById(element.getAttribute('aria-labelledby') ?? '')?.textContent ??
        // An icon is named by its tooltip.
        (element.textContent?.trim() || element.getAttribute('title'))
      const { outlineStyle, outlineWidth } = getComputedStyle(element)
      const box = element.getBoundingClientRect()
      return { name, outline: `${outlineStyle} ${outlineWidth}`, seen: box.width > 0 && box.height > 0 }
    })
    if (found === null) break
    expect(found).toMatchObject({ outline: 'solid 2px', seen: true })
    expect(found.name).not.toBe('')
    seen.add(found.name ?? '')
  }
  for (const name of ['Connection details', 'Pause notifications', 'Settings', 'Search history', 'Delete']) {
    expect([...seen]).toContain(name)
  }
  expect([...seen].join('\n')).toMatch(/^News 4, unread, /m)
  expect(complaints).toEqual([])
})

test('an item’s menu opens by keyboard, and mutes its category', async ({ fixtures }) => {
  const { page, backend, complaints } = await openWithItems(fixtures)
  await page.keyboard.press('/')
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => focusedTitle(page)).toBe('News 4')
  await page.keyboard.press('Shift+F10')
  await moveToMenuItem(page, 'Mute “billing”')
  await page.keyboard.press('Enter')
  await page.getByText('“billing” is muted', { exact: true }).waitFor()
  await expect.poll(() => focusedTitle(page)).toBe('News 4')
  await backend.publish({
    type: 'notification',
    id: 'n-5',
    title: 'Quiet',
    category: 'billing',
    message: 'x',
  })
  await waitFor('the silence', async () => (await fixtures.cli.history())[0]?.toast === 'suppressed')
  expect(complaints).toEqual([])
})

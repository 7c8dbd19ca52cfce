import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Page } from 'playwright'
import type { AppSnapshot } from '../../electron/window/contract.ts'
import { startExport } from '../support/main-scenario.ts'
import type { VirtualDesktop } from '../support/virtual-desktop.ts'
import { waitFor } from '../support/wait-for.ts'
import { openBridge, type WindowBridge } from './bridge.ts'
import { expect, type TestFixtures, test } from './fixtures.ts'
import { windowsTitled } from './native-dialog.ts'
import { watchConsole } from './watch-console.ts'

const run = promisify(execFile)

/** What users do most, without a mouse: how many keys it takes at most, and how one sees that it is done. */
interface Task {
  readonly name: string
  readonly most: number
  /** Each is pressed after the one before; a text in quotes is typed. */
  readonly keys: readonly string[]
  /** The window when the keys were pressed. */
  readonly done: (snapshot: AppSnapshot, page: Page) => boolean | Promise<boolean>
}

const itemCalled = ({ latest }: AppSnapshot, title: string) =>
  latest.items.find((item) => item.title === title)
const focusedRow = (page: Page) =>
  page.evaluate(() => document.activeElement?.querySelector('[id$=title]')?.textContent ?? null)

const tasks: readonly Task[] = [
  {
    name: 'mark the newest as read',
    most: 2,
    keys: ['j', 'u'],
    done: (snapshot) => itemCalled(snapshot, 'News 6')?.read === true,
  },
  {
    name: 'delete an item, and think better of it',
    most: 4,
    keys: ['j', 'j', 'Delete', 'Control+z'],
    done: (snapshot) => itemCalled(snapshot, 'News 5') !== undefined && snapshot.deleted.length === 0,
  },
  {
    name: 'pin an item',
    most: 2,
    keys: ['j', 'p'],
    done: (snapshot) => itemCalled(snapshot, 'News 6')?.pinned === true,
  },
  {
    name: 'mark three items as unread',
    most: 4,
    keys: ['j', 'Shift+J', 'Shift+J', 'Shift+U'],
    done: (snapshot) =>
      ['News 6', 'News 5', 'News 4'].every((title) => itemCalled(snapshot, title)?.read === false),
  },
  {
    name: 'find an item by a word',
    most: 9,
    keys: ['/', '"invoice"', 'ArrowDown'],
    done: async (_snapshot, page) => (await focusedRow(page)) === 'Invoice run',
  },
  {
    name: 'go to an item from anywhere',
    most: 9,
    keys: ['Control+k', '"invoice"', 'Enter'],
    done: async (_snapshot, page) => (await focusedRow(page)) === 'Invoice run',
  },
  {
    name: 'show the failed ones',
    most: 1,
    keys: ['4'],
    done: async (_snapshot, page) =>
      (await page.getByRole('button', { name: /^Failed/, pressed: true }).count()) === 1,
  },
  {
    name: 'pause notifications for an hour',
    most: 8,
    keys: ['Control+k', '"1 hour"', 'Enter'],
    done: ({ pause }) => pause.kind === 'until',
  },
  {
    name: 'change a setting, and go back',
    most: 8,
    keys: ['Control+k', '"hide"', 'Enter', 'Space', 'Escape'],
    done: async ({ settings }, page) => settings.hideContent && (await page.getByRole('tab').count()) === 0,
  },
  {
    name: 'mark everything as read',
    most: 1,
    keys: ['Shift+Escape'],
    done: ({ unread }) => unread === 0,
  },
]

async function openWithItems({ startBackend, launch }: TestFixtures) {
  const backend = await startBackend()
  const tidings = await launch('--server', backend.streamUrl)
  const page = await tidings.page()
  const complaints = await watchConsole(page)
  const bridge = await openBridge(page)
  await page.getByText('Connected', { exact: true }).waitFor()
  const titles = ['Invoice run', 'News 2', 'News 3', 'News 4', 'News 5', 'News 6']
  for (const [index, title] of titles.entries()) {
    const message = 'All is well'
    await backend.publish({ type: 'notification', id: `n-${index}`, title, message, category: 'billing' })
  }
  await page.getByText('News 6', { exact: true }).waitFor()
  return { backend, tidings, page, bridge, complaints }
}

/** Begins as the window does when it is opened: everything is shown, nothing is selected, nothing has the focus. */
async function startOver(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  })
  await page.keyboard.press('1')
  await page.keyboard.press('Home')
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  })
}

/** Does a task, and returns how many keys that took. */
async function work({ keys, done, name }: Task, page: Page, bridge: WindowBridge): Promise<number> {
  let count = 0
  for (const key of keys) {
    if (key.startsWith('"')) {
      const text = key.slice(1, -1)
      await page.keyboard.type(text)
      count += text.length
    } else {
      await page.keyboard.press(key)
      count += 1
    }
  }
  await expect.poll(async () => done(await bridge.snapshot(), page), { message: name }).toBe(true)
  return count
}

test('the commonest tasks take few keys, and no mouse', async ({ fixtures }) => {
  const { page, bridge, complaints } = await openWithItems(fixtures)
  const counts: string[] = []
  for (const task of tasks) {
    await startOver(page)
    const count = await work(task, page, bridge)
    counts.push(`${String(count).padStart(3)}  ${task.name}: ${task.keys.join(' ')}`)
    expect(count, task.name).toBeLessThanOrEqual(task.most)
  }
  console.log(`Keys for each task:\n${counts.join('\n')}`)
  expect(complaints).toEqual([])
})

test('a finished export is downloaded by two keys', async ({ fixtures }) => {
  const { backend, page, bridge } = await openWithItems(fixtures)
  await startExport({ backend, token: fixtures.token }, { title: 'Orders 2026', rows: 100 })
  await bridge.until('the offer', (snapshot) => itemCalled(snapshot, 'Orders 2026')?.state === 'succeeded')
  await page.keyboard.press('j')
  await page.keyboard.press('d')
  await bridge.until('the file', (snapshot) => itemCalled(snapshot, 'Orders 2026')?.download?.kind === 'done')
})

/** Presses keys as a keyboard does, by xdotool's names: what Playwright sends to the page is not seen by the window. */
async function pressKeys(desktop: VirtualDesktop, ...keys: readonly string[]): Promise<void> {
  const [id = ''] = await waitFor('the window', async () => {
    const found = await windowsTitled(desktop, 'Tidings')
    return found.length > 0 && found
  })
  const options = { env: { ...desktop.env }, timeout: 10_000 }
  await run('xdotool', ['windowactivate', '--sync', id, 'key', '--clearmodifiers', ...keys], options)
}

test('no menu comes up, nothing loads the page again, and text can be edited', async ({ fixtures }) => {
  const { desktop } = fixtures
  const { tidings, page, complaints } = await openWithItems(fixtures)
  await page.evaluate(() => Reflect.set(window, 'isSamePage', true))
  const height = await page.evaluate(() => window.innerHeight)
  await pressKeys(desktop, 'Alt_L', 'ctrl+r', 'ctrl+shift+r', 'F5', 'slash')
  await expect(page.getByRole('searchbox')).toBeFocused()
  expect(await tidings.app.evaluate(({ Menu }) => Menu.getApplicationMenu() === null)).toBe(true)
  expect(await page.evaluate(() => window.innerHeight)).toBe(height)
  expect(await page.evaluate(() => Reflect.get(window, 'isSamePage'))).toBe(true)

  await pressKeys(desktop, 'n', 'e', 'w', 's', 'ctrl+a', 'ctrl+x')
  await expect(page.getByRole('searchbox')).toHaveValue('')
  await pressKeys(desktop, 'ctrl+v', 'ctrl+v')
  await expect(page.getByRole('searchbox')).toHaveValue('newsnews')
  await pressKeys(desktop, 'ctrl+z')
  await expect(page.getByRole('searchbox')).toHaveValue('news')
  expect(complaints).toEqual([])
})

test('the zoom has its keys, and Ctrl+W closes the window', async ({ fixtures }) => {
  const { desktop } = fixtures
  const { page, tidings } = await openWithItems(fixtures)
  const width = () => page.evaluate(() => window.innerWidth)
  const before = await width()
  await pressKeys(desktop, 'ctrl+plus')
  await expect.poll(width).toBeLessThan(before)
  await pressKeys(desktop, 'ctrl+0')
  await expect.poll(width).toBe(before)
  await pressKeys(desktop, 'ctrl+minus')
  await expect.poll(width).toBeGreaterThan(before)
  await pressKeys(desktop, 'ctrl+w')
  await expect
    .poll(() => tidings.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length))
    .toBe(0)
})

test('the focus goes to the settings and back to where it was', async ({ fixtures }) => {
  const { page } = await openWithItems(fixtures)
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await expect.poll(() => focusedRow(page)).toBe('News 5')
  await page.keyboard.press('Control+,')
  await expect(page.getByRole('tab', { name: 'Servers' })).toBeFocused()
  await page.keyboard.press('Escape')
  await page.getByText('News 6', { exact: true }).waitFor()
  await expect.poll(() => focusedRow(page)).not.toBeNull()
})

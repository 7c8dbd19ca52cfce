import type { Page } from 'playwright'
import type { Picture } from './pictures.ts'

const wide = { width: 1100, height: 760 }
const row = (page: Page, index: number) => page.getByRole('row').nth(index)

async function openMenu(page: Page) {
  await row(page, 0).click({ button: 'right', position: { x: 120, y: 20 } })
  await page.getByRole('menu').waitFor()
}

async function openReminders(page: Page) {
  await openMenu(page)
  await page.getByRole('menuitem', { expanded: false }).first().hover()
  await page.getByRole('menu').nth(1).waitFor()
}

async function selectSome(page: Page) {
  await row(page, 0).focus()
  for (const key of ['x', 'ArrowDown', 'ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowDown'])
    await page.keyboard.press(key)
}

async function unfold(page: Page) {
  for (const index of [0, 6]) {
    // A window that is enlarged a lot has no room for the second.
    if ((await row(page, index).count()) === 0) continue
    await row(page, index).focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press(
      (await page.evaluate(() => document.documentElement.dir)) === 'rtl' ? 'ArrowLeft' : 'ArrowRight',
    )
  }
}

async function pickTime(page: Page) {
  await openReminders(page)
  await page.getByRole('menu').nth(1).getByRole('menuitem').last().press('Enter')
  await page.getByRole('dialog').waitFor()
}

/** Shows the details of a row, by its index. */
const showDetail = (index: number) => async (page: Page) => {
  await row(page, index).click({ position: { x: 80, y: 20 } })
  await page.getByRole('row').nth(index).and(page.locator('[tabindex="0"]')).waitFor()
  await page.waitForFunction(() =>
    window.bridge.sent.some((command) => command.type === 'show-detail' && command.key !== null),
  )
  await page.mouse.move(0, 0)
}

/** The states of the list, its menus, its selection and the details beside it. */
const states: readonly Picture[] = [
  { name: 'rows', scenario: 'rows' },
  { name: 'rows-compact', scenario: 'rows-compact' },
  { name: 'compact', scenario: 'compact' },
  { name: 'rows-hover', scenario: 'rows', act: (page) => row(page, 5).hover() },
  { name: 'rows-menu', scenario: 'rows', act: openMenu },
  { name: 'rows-reminders', scenario: 'rows', act: openReminders },
  { name: 'rows-pick-time', scenario: 'rows', act: pickTime },
  { name: 'rows-selected', scenario: 'rows', act: selectSome },
  { name: 'rows-unfolded', scenario: 'rows', act: unfold },
  {
    name: 'unread-stays',
    scenario: 'unread-filter',
    act: async (page) => {
      await row(page, 0).focus()
      for (const key of ['u', 'ArrowDown']) await page.keyboard.press(key)
    },
  },
  { name: 'wide', scenario: 'rows', size: wide, act: showDetail(6) },
  { name: 'wide-running', scenario: 'rows', size: wide, act: showDetail(2) },
  { name: 'wide-links', scenario: 'rows', size: wide, act: showDetail(0) },
  { name: 'wide-compact', scenario: 'rows-compact', size: wide, act: showDetail(5) },
  { name: 'wide-results', scenario: 'results', size: wide, act: showDetail(4) },
  { name: 'wide-selected', scenario: 'rows', size: wide, act: selectSome },
  { name: 'large', scenario: 'rows', size: { width: 1920, height: 1000 } },
  { name: 'below-wide', scenario: 'rows', size: { width: 880, height: 700 } },
]

export const listPictures: readonly Picture[] = [
  ...states,
  ...(['de', 'ar'] as const).flatMap((language) =>
    states
      .filter(({ name }) => !['compact', 'large', 'below-wide'].includes(name))
      .map((picture) => ({
        ...picture,
        name: `${picture.name}-${language}`,
        language,
        theme: 'light' as const,
      })),
  ),
]

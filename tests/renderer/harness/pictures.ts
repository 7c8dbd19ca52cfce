import type { Page } from 'playwright'
import type { Language } from '../../../electron/model/settings.ts'
import type { ScenarioName } from './scenarios.ts'

/** A picture of the window: a state of the main process, and what the user does in it. */
export interface Picture {
  readonly name: string
  readonly scenario: ScenarioName
  readonly language?: Language
  /** Only in this theme; otherwise in both. */
  readonly theme?: 'light' | 'dark'
  readonly act?: (page: Page) => Promise<void>
}

const plain: readonly ScenarioName[] = [
  'connected',
  'unread-none',
  'empty',
  'empty-connecting',
  'waiting',
  'signed-out',
  'offline',
  'stopped',
  'no-server',
  'paused',
  'waiting-paused',
  'gap',
  'results',
  'searched',
  'not-found',
  'all-read',
  'category',
  'noticed',
  'many',
  'long',
  'two-servers',
  'five-servers',
  'source-empty',
  'two-filters',
  'sign-in-needed',
  'sign-in-preparing',
  'sign-in-in-browser',
  'sign-in-code',
  'sign-in-finishing',
  'sign-in-failed',
  'sign-in-several',
]

const openDetails = (page: Page) => page.locator('header button[aria-haspopup=dialog]').click()

async function openMenu(page: Page) {
  await page.getByRole('article').nth(1).click({ button: 'right' })
  await page.getByRole('menu').waitFor()
}

async function typeAddress(page: Page) {
  await page.locator('input[type=url]').fill('https://app.example.com/notifications')
  await page.locator('[data-tone=good], [data-tone=bad]').waitFor()
}

/** The first run, at the point where the user has added the server of another scenario. */
const firstRunWith = (name: ScenarioName) => async (page: Page) => {
  await page.locator('input[type=url]').waitFor()
  await page.evaluate((other) => window.takeServersOf(other), name)
  await page.locator('input[type=url]').waitFor({ state: 'detached' })
}

/** Opens the card of one of several servers in the settings, by its index. */
const openCard = (index: number) => async (page: Page) => {
  await openSettings(0)(page)
  await page.locator('h3 button').nth(index).click()
}

/** Asks to remove a server, with its history. */
async function askToRemove(page: Page) {
  await openCard(1)(page)
  await page.locator('li button[aria-haspopup=dialog]').last().click()
  await page.getByRole('checkbox').check()
}

/** Asks the same of the server with the longest name. */
async function removeLong(page: Page) {
  await openCard(2)(page)
  await page.locator('li button[aria-haspopup=dialog]').last().click()
}

/** Opens the settings at a tab, by its index. */
const openSettings = (tab: number) => async (page: Page) => {
  await page.locator('header button').last().click()
  await page.getByRole('tab').nth(tab).click()
}

/** The longest language, and the one from right to left, are enough. */
const withServers: readonly Picture[] = [
  { name: 'five-servers', scenario: 'five-servers' },
  { name: 'details-five-servers', scenario: 'five-servers', act: openDetails },
  { name: 'servers-five', scenario: 'five-servers', act: openSettings(0) },
  { name: 'servers-one', scenario: 'signed-in', act: openSettings(0) },
  { name: 'server-card-account', scenario: 'two-servers', act: openCard(1) },
  { name: 'server-remove', scenario: 'two-servers', act: askToRemove },
  { name: 'sign-in-code', scenario: 'sign-in-code' },
  { name: 'first-run-in-browser', scenario: 'sign-in-offered', act: firstRunWith('sign-in-in-browser') },
]

export const pictures: readonly Picture[] = [
  ...plain.map((scenario) => ({ name: scenario, scenario })),
  { name: 'details', scenario: 'waiting', act: openDetails },
  { name: 'details-gap', scenario: 'gap', act: openDetails },
  { name: 'item-menu', scenario: 'connected', act: openMenu },
  {
    name: 'pause-menu',
    scenario: 'connected',
    act: (page) => page.getByRole('button', { name: 'Pause notifications' }).click(),
  },
  {
    name: 'category-menu',
    scenario: 'connected',
    act: (page) => page.getByRole('button', { name: 'Category' }).click(),
  },
  {
    name: 'focused-item',
    scenario: 'results',
    act: async (page) => {
      await page.getByRole('button', { name: 'Failed' }).focus()
      await page.keyboard.press('Tab')
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('ArrowDown')
    },
  },
  {
    name: 'deleted',
    scenario: 'connected',
    act: async (page) => {
      await page.getByRole('article').nth(2).focus()
      await page.keyboard.press('Delete')
      await page.getByRole('button', { name: 'Undo' }).waitFor()
    },
  },
  {
    name: 'token-form',
    scenario: 'signed-out',
    act: (page) => page.getByRole('button', { name: 'Enter access token' }).click(),
  },
  { name: 'checked', scenario: 'checked', act: typeAddress },
  { name: 'check-failed', scenario: 'check-failed', act: typeAddress },
  {
    name: 'test-step',
    scenario: 'checked',
    act: async (page) => {
      await page.evaluate(() => window.takeServersOf('connected'))
      await page.getByRole('button', { name: 'Send a test notification' }).click()
    },
  },
  ...(['servers', 'notifications', 'general', 'diagnostics', 'about'] as const).map((tab, index) => ({
    name: `settings-${tab}`,
    scenario: 'settings' as const,
    act: openSettings(index),
  })),
  { name: 'details-two-servers', scenario: 'two-servers', act: openDetails },
  { name: 'details-five-servers', scenario: 'five-servers', act: openDetails },
  { name: 'details-twenty-servers', scenario: 'twenty-servers', act: openDetails },
  {
    name: 'server-menu',
    scenario: 'five-servers',
    act: (page) => page.getByRole('button', { name: 'Server', exact: true }).click(),
  },
  { name: 'item-menu-server', scenario: 'two-servers', act: openMenu },
  {
    name: 'sign-in-token',
    scenario: 'sign-in-in-browser',
    act: (page) => page.getByRole('button', { name: 'Use an access token instead' }).click(),
  },
  { name: 'sign-in-offered', scenario: 'sign-in-offered', act: typeAddress },
  {
    name: 'sign-in-offered-token',
    scenario: 'sign-in-offered',
    act: async (page) => {
      await typeAddress(page)
      await page.getByRole('button', { name: 'Use an access token instead' }).click()
    },
  },
  ...(['preparing', 'in-browser', 'code', 'finishing', 'failed'] as const).map((state) => ({
    name: `first-run-${state}`,
    scenario: 'sign-in-offered' as const,
    act: firstRunWith(`sign-in-${state}`),
  })),
  { name: 'first-run-signed-in', scenario: 'sign-in-offered', act: firstRunWith('signed-in') },
  { name: 'servers-one', scenario: 'signed-in', act: openSettings(0) },
  { name: 'servers-five', scenario: 'five-servers', act: openSettings(0) },
  { name: 'servers-twenty', scenario: 'twenty-servers', act: openSettings(0) },
  { name: 'server-card-token', scenario: 'two-servers', act: openCard(0) },
  { name: 'server-card-account', scenario: 'two-servers', act: openCard(1) },
  { name: 'server-card-long', scenario: 'five-servers', act: openCard(2) },
  {
    name: 'server-add',
    scenario: 'two-servers',
    act: async (page) => {
      await openSettings(0)(page)
      await page.getByRole('button', { name: 'Add a server' }).click()
    },
  },
  { name: 'server-remove', scenario: 'two-servers', act: askToRemove },
  { name: 'server-remove-long', scenario: 'five-servers', act: removeLong },
  { name: 'muted-servers', scenario: 'five-servers', act: openSettings(1) },
  { name: 'diagnostics-servers', scenario: 'five-servers', act: openSettings(3) },
  ...(['de', 'fr', 'es', 'ja', 'ar'] as const).flatMap((language) =>
    inLanguage(language).map((picture) => ({
      ...picture,
      name: `${picture.name}-${language}`,
      language,
      // Colours do not depend on the language, so only the right-to-left layout is taken in both themes.
      ...(language !== 'ar' && { theme: 'light' as const }),
    })),
  ),
]

function inLanguage(language: Language): readonly Picture[] {
  return [
    { name: 'history', scenario: historyIn(language) },
    { name: 'waiting', scenario: 'waiting' },
    { name: 'welcome', scenario: 'no-server' },
    { name: 'notifications', scenario: 'settings', act: openSettings(1) },
    { name: 'general', scenario: 'settings', act: openSettings(2) },
    { name: 'diagnostics', scenario: 'settings', act: openSettings(3) },
    { name: 'results', scenario: 'results' },
    ...(language === 'de' || language === 'ar' ? withServers : []),
  ]
}

function historyIn(language: Language): ScenarioName {
  if (language === 'ar') return 'right-to-left'
  return language === 'ja' ? 'japanese' : 'connected'
}

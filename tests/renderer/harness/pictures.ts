import type { Page } from 'playwright'
import type { Language } from '../../../electron/model/settings.ts'
import type { Keyboard } from '../../../renderer/keyboard.ts'
import { commandPictures } from './command-pictures.ts'
import { filterPictures } from './filter-pictures.ts'
import { listPictures } from './list-pictures.ts'
import { loginPictures } from './login-pictures.ts'
import { pseudoLanguage } from './pseudo-language.ts'
import type { ScenarioName } from './scenarios.ts'

/** A picture of the window: a state of the main process, and what the user does in it. */
export interface Picture {
  readonly name: string
  readonly scenario: ScenarioName
  readonly language?: Language | typeof pseudoLanguage
  /** Only in this theme; otherwise in both. */
  readonly theme?: 'light' | 'dark'
  /** In pixels; otherwise that of the command. */
  readonly size?: { readonly width: number; readonly height: number }
  /** That of a PC otherwise. */
  readonly keyboard?: Keyboard
  /** Only a part of the window, in all of its states. */
  readonly part?: 'fetch-fields'
  readonly act?: (page: Page) => Promise<void>
}

const plain: readonly ScenarioName[] = [
  'connected',
  'unread-none',
  'quiet-hours',
  'quiet-hours-off',
  'do-not-disturb',
  'trouble-not-found',
  'trouble-forbidden',
  'trouble-redirected',
  'trouble-web-page',
  'trouble-connecting',
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

const openPauseMenu = (page: Page) => page.locator('header [aria-haspopup=menu]').click()

async function openMenu(page: Page) {
  await page.getByRole('row').nth(1).click({ button: 'right' })
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

/** The last step of the first run, with the server of another scenario or without one. */
async function goToTray(page: Page) {
  await page.locator('input[type=url]').waitFor()
  for (const [step] of ['server', 'notification'].entries()) {
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.locator('main section > div:last-child button').last().click()
    if (step === 1) await page.getByRole('switch').waitFor()
  }
}

/** Types the address, and a token for it, which is checked as well. */
async function typeToken(page: Page) {
  await typeAddress(page)
  await page.locator('input[type=password]').fill('wrong-token')
  await page.locator('[data-tone=warn]').waitFor()
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

/** Opens the editor of the first rule. */
async function openRule(page: Page) {
  await openSettings(1)(page)
  await page.locator('ol > li').first().getByRole('button').nth(2).click()
  await page.getByRole('dialog').getByRole('status').waitFor()
}

/** Shows the list of rules. */
async function showRules(page: Page) {
  await openSettings(1)(page)
  await page.locator('[data-setting="settings.rules"]').evaluate((group) => group.scrollIntoView())
}

/** The end of the editor, of a rule that downloads. */
async function openRuleEnd(page: Page) {
  await openRule(page)
  await page.getByRole('dialog').getByRole('switch').last().check()
  await page.getByRole('dialog').locator('button[type=submit]').scrollIntoViewIfNeeded()
}

const rulePictures: readonly Picture[] = [
  { name: 'rules', scenario: 'settings', act: showRules },
  { name: 'rules-servers', scenario: 'five-servers', act: showRules },
  { name: 'rule-editor', scenario: 'settings', act: openRule },
  { name: 'rule-editor-end', scenario: 'settings', act: openRuleEnd },
  { name: 'rule-editor-servers', scenario: 'five-servers', act: openRule },
]

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
  ...listPictures,
  ...commandPictures,
  ...loginPictures,
  { name: 'logins-known', scenario: 'logins-known', act: openSettings(0) },
  ...plain.map((scenario) => ({ name: scenario, scenario })),
  ...filterPictures,
  { name: 'details', scenario: 'waiting', act: openDetails },
  { name: 'details-gap', scenario: 'gap', act: openDetails },
  { name: 'item-menu', scenario: 'connected', act: openMenu },
  {
    name: 'pause-menu',
    scenario: 'connected',
    act: openPauseMenu,
  },
  {
    name: 'focused-item',
    scenario: 'results',
    act: async (page) => {
      await page.getByRole('row').first().focus()
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('ArrowDown')
    },
  },
  {
    name: 'deleted',
    scenario: 'connected',
    act: async (page) => {
      await page.getByRole('row').nth(2).focus()
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
  ...(['under-way', 'done', 'undone', 'missing'] as const).map((state) => ({
    name: `encryption-${state}`,
    scenario: `encryption-${state}` as const,
    act: openSettings(2),
  })),
  {
    name: 'search-encrypted',
    scenario: 'encryption-done',
    act: (page) => page.getByRole('searchbox').fill('invoice'),
  },
  ...inPseudoLocale(),
  ...(['en', 'de', 'ar'] as const).map((language) => ({
    ...{ name: `fetch-fields-${language}`, scenario: 'connected' as const, language },
    part: 'fetch-fields' as const,
  })),
  { name: 'details-two-servers', scenario: 'two-servers', act: openDetails },
  { name: 'details-five-servers', scenario: 'five-servers', act: openDetails },
  { name: 'details-twenty-servers', scenario: 'twenty-servers', act: openDetails },
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
  { name: 'first-run-tray', scenario: 'no-server', act: goToTray },
  { name: 'first-run-tray-windows', scenario: 'first-run-windows', act: goToTray },
  { name: 'first-run-tray-mac', scenario: 'first-run-mac', act: goToTray },
  ...(['waiting', 'connecting', 'token'] as const).map((state) => ({
    name: `first-run-access-${state}`,
    scenario: 'no-server' as const,
    act: firstRunWith(`first-run-${state}`),
  })),
  { name: 'token-rejected', scenario: 'token-rejected', act: typeToken },
  { name: 'token-asked', scenario: 'token-asked', act: typeAddress },
  {
    name: 'trouble-use-address',
    scenario: 'trouble-redirected',
    act: async (page) => {
      await page.getByRole('button', { name: 'Use this address' }).click()
      await page.locator('input[type=url]').waitFor()
    },
  },
  {
    name: 'whats-new',
    scenario: 'settings',
    act: async (page) => {
      await openSettings(4)(page)
      await page.getByRole('button', { name: 'What’s new' }).click()
    },
  },
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
  ...rulePictures,
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

/** Texts of 140 %: what is cut or too wide in one of these will be in some language. */
function inPseudoLocale(): readonly Picture[] {
  const states: readonly Picture[] = [
    ...plain.map((scenario) => ({ name: scenario, scenario })),
    { name: 'details', scenario: 'waiting', act: openDetails },
    { name: 'item-menu', scenario: 'connected', act: openMenu },
    { name: 'pause-menu', scenario: 'paused', act: openPauseMenu },
    ...rulePictures,
    ...[0, 1, 2, 3, 4].map((tab) => ({
      name: `settings-${tab}`,
      scenario: 'settings' as const,
      act: openSettings(tab),
    })),
  ]
  return states.map((state) => ({
    ...state,
    name: `${state.name}-${pseudoLanguage}`,
    language: pseudoLanguage,
    theme: 'light',
  }))
}

function inLanguage(language: Language): readonly Picture[] {
  return [
    { name: 'history', scenario: historyIn(language) },
    { name: 'waiting', scenario: 'waiting' },
    { name: 'quiet-hours', scenario: 'quiet-hours' },
    { name: 'trouble-redirected', scenario: 'trouble-redirected' },
    { name: 'first-run-tray', scenario: 'no-server', act: goToTray },
    { name: 'first-run-access-token', scenario: 'no-server', act: firstRunWith('first-run-token') },
    { name: 'token-rejected', scenario: 'token-rejected', act: typeToken },
    { name: 'about', scenario: 'settings', act: openSettings(4) },
    { name: 'details', scenario: 'gap', act: openDetails },
    { name: 'welcome', scenario: 'no-server' },
    { name: 'notifications', scenario: 'settings', act: openSettings(1) },
    { name: 'general', scenario: 'settings', act: openSettings(2) },
    { name: 'diagnostics', scenario: 'settings', act: openSettings(3) },
    { name: 'results', scenario: 'results' },
    ...(language === 'de' || language === 'ar' ? [...withServers, ...rulePictures] : []),
  ]
}

function historyIn(language: Language): ScenarioName {
  if (language === 'ar') return 'right-to-left'
  return language === 'ja' ? 'japanese' : 'connected'
}

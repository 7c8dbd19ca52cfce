import type { Page } from 'playwright'
import type { Language } from '../../../electron/model/settings.ts'
import { pseudoLanguage } from './pseudo-locale.ts'
import type { ScenarioName } from './scenarios.ts'

/** A picture of the window: a state of the main process, and what the user does in it. */
export interface Picture {
  readonly name: string
  readonly scenario: ScenarioName
  readonly language?: Language | typeof pseudoLanguage
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
]

const openDetails = (page: Page) => page.locator('header [aria-haspopup=dialog]').click()

const openPauseMenu = (page: Page) => page.locator('header [aria-haspopup=menu]').click()

async function openMenu(page: Page) {
  await page.getByRole('article').nth(1).click({ button: 'right' })
  await page.getByRole('menu').waitFor()
}

async function typeAddress(page: Page) {
  await page.locator('input[type=url]').fill('https://app.example.com/notifications')
  await page.locator('[data-tone=good], [data-tone=bad]').waitFor()
}

/** Opens the settings at a tab, by its index. */
const openSettings = (tab: number) => async (page: Page) => {
  await page.locator('header button').last().click()
  await page.getByRole('tab').nth(tab).click()
}

export const pictures: readonly Picture[] = [
  ...plain.map((scenario) => ({ name: scenario, scenario })),
  { name: 'details', scenario: 'waiting', act: openDetails },
  { name: 'details-gap', scenario: 'gap', act: openDetails },
  { name: 'item-menu', scenario: 'connected', act: openMenu },
  {
    name: 'pause-menu',
    scenario: 'connected',
    act: openPauseMenu,
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
      await page.evaluate(() => window.bridge.update({ server: 'https://app.example.com/notifications' }))
      await page.getByRole('button', { name: 'Send a test notification' }).click()
    },
  },
  ...(['server', 'notifications', 'general', 'diagnostics', 'about'] as const).map((tab, index) => ({
    name: `settings-${tab}`,
    scenario: 'settings' as const,
    act: openSettings(index),
  })),
  ...inPseudoLocale(),
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
    { name: 'welcome', scenario: 'no-server' },
    { name: 'notifications', scenario: 'settings', act: openSettings(1) },
    { name: 'general', scenario: 'settings', act: openSettings(2) },
    { name: 'diagnostics', scenario: 'settings', act: openSettings(3) },
    { name: 'results', scenario: 'results' },
  ]
}

function historyIn(language: Language): ScenarioName {
  if (language === 'ar') return 'right-to-left'
  return language === 'ja' ? 'japanese' : 'connected'
}

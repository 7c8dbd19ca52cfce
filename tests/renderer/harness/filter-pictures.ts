import type { Page } from 'playwright'
import type { Picture } from './pictures.ts'
import type { ScenarioName } from './scenarios.ts'

const plain = [
  'filtered',
  'saved-filters',
  'saved-filter-long',
  'pinned',
  'snoozed',
  'none-pinned',
  'none-snoozed',
  'none-today',
  'none-matching',
  'suggested',
  'by-category',
  'by-job',
  'equal',
  'two-gaps',
  'empty-gap',
] as const satisfies readonly ScenarioName[]

/** The buttons beside the search, by their places: that of the filter, then "mark as read". */
const openFilter = (page: Page) => page.locator('main button[aria-haspopup=dialog]').first().click()

async function chooseDates(page: Page) {
  await openFilter(page)
  await page.getByRole('combobox').first().selectOption({ index: 5 })
}

/** Asks for the name of the filter. */
const nameFilter = (page: Page) =>
  page.getByRole('group', { name: 'Active filters' }).locator('button[aria-haspopup=dialog]').click()

const openTabs = (page: Page) => page.locator('main [data-menu]').click()

/** Finding and ordering. */
export const filterPictures: readonly Picture[] = [
  ...plain.map((scenario) => ({ name: scenario, scenario })),
  { name: 'filter-popover', scenario: 'two-servers', act: openFilter },
  { name: 'filter-dates', scenario: 'filtered', act: chooseDates },
  { name: 'filter-name', scenario: 'filtered', act: nameFilter },
  { name: 'filter-rename', scenario: 'saved-filters', act: nameFilter },
  { name: 'more-tabs', scenario: 'saved-filters', act: openTabs },
  {
    name: 'marked-read',
    scenario: 'connected',
    act: async (page) => {
      await page.getByRole('button', { name: 'Mark all' }).click()
      await page.getByRole('button', { name: 'Undo' }).waitFor()
    },
  },
  {
    name: 'equal-unfolded',
    scenario: 'equal',
    act: (page) => page.getByRole('button', { name: '5 times', exact: true }).click(),
  },
  {
    name: 'day-folded',
    scenario: 'connected',
    act: async (page) => {
      await page.getByRole('row').nth(1).focus()
      await page.keyboard.press('ArrowLeft')
      await page.keyboard.press('ArrowLeft')
    },
  },
  {
    name: 'grouped-end',
    scenario: 'many-by-category',
    act: async (page) => {
      await page.getByRole('row').first().focus()
      await page.keyboard.press('End')
      await page.getByRole('button', { name: 'Load more' }).waitFor()
    },
  },
  ...(['de', 'ar', 'fr', 'ja', 'es'] as const).flatMap((language) => [
    { name: `filtered-${language}`, scenario: 'filtered' as const, language },
    { name: `filter-popover-${language}`, scenario: 'filtered' as const, language, act: chooseDates },
    { name: `equal-${language}`, scenario: 'equal' as const, language },
    { name: `two-gaps-${language}`, scenario: 'two-gaps' as const, language },
    { name: `saved-filters-${language}`, scenario: 'saved-filters' as const, language },
  ]),
]

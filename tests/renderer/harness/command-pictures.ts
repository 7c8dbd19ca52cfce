import type { Page } from 'playwright'
import type { Picture } from './pictures.ts'

const openPalette = (typed: string) => async (page: Page) => {
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill(typed)
  if (typed !== '') await page.locator('[role=option] mark, dialog > div > p + p').first().waitFor()
}

async function openShortcuts(page: Page) {
  await page.keyboard.press('?')
  await page.getByRole('dialog').waitFor()
}

/** The palette and the overview of the keys. */
export const commandPictures: readonly Picture[] = [
  { name: 'palette', scenario: 'connected', act: openPalette('') },
  { name: 'palette-search', scenario: 'connected', act: openPalette('se') },
  { name: 'palette-items', scenario: 'five-servers', act: openPalette('invoice') },
  { name: 'palette-nothing', scenario: 'connected', act: openPalette('xyzzy') },
  { name: 'shortcuts', scenario: 'connected', act: openShortcuts },
  { name: 'palette-de', scenario: 'connected', language: 'de', act: openPalette('be') },
  { name: 'shortcuts-de', scenario: 'connected', language: 'de', act: openShortcuts },
  { name: 'palette-ar', scenario: 'right-to-left', language: 'ar', act: openPalette('ال') },
  { name: 'shortcuts-ar', scenario: 'right-to-left', language: 'ar', act: openShortcuts },
  {
    name: 'shortcuts-mac',
    scenario: 'connected',
    keyboard: 'mac',
    act: openShortcuts,
  },
]

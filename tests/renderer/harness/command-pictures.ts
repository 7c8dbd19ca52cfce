import type { Page } from 'playwright'
import type { Picture } from './pictures.ts'

const attempts = 5

/** The first key of a page that has just come from another process may get lost on the way to it: then once more. */
async function openByKey(page: Page, key: string): Promise<void> {
  const dialog = page.getByRole('dialog')
  for (let attempt = 1; attempt <= attempts && !(await dialog.isVisible()); attempt += 1) {
    await page.keyboard.press(key)
    await dialog.waitFor({ timeout: 5_000 }).catch(() => {})
  }
  await dialog.waitFor()
}

const openPalette = (typed: string) => async (page: Page) => {
  await openByKey(page, 'Control+k')
  await page.getByRole('combobox').fill(typed)
  if (typed !== '') await page.locator('[role=option] mark, dialog > div > p + p').first().waitFor()
}

async function openShortcuts(page: Page) {
  await openByKey(page, '?')
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

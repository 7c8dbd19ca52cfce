import type { Page } from 'playwright'
import type { Picture } from './pictures.ts'

async function openDialog(page: Page): Promise<void> {
  await page.locator('section[aria-label] button').first().click()
  await page.getByRole('dialog').waitFor()
}

/** The dialogs for the login to a proxy, and for the certificate that a server asks for. */
export const loginPictures: readonly Picture[] = [
  { name: 'proxy-asks', scenario: 'proxy-asks' },
  { name: 'certificate-rejected', scenario: 'certificate-rejected' },
  ...(['proxy-asks', 'proxy-rejected', 'certificate-needed', 'certificate-none'] as const).flatMap(
    (scenario) => [
      { name: `${scenario}-dialog`, scenario, act: openDialog },
      { name: `${scenario}-dialog-de`, scenario, language: 'de' as const, act: openDialog },
      { name: `${scenario}-dialog-ar`, scenario, language: 'ar' as const, act: openDialog },
    ],
  ),
]

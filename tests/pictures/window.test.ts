import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright'
import { test as base, expect } from 'playwright/test'
import { openPage } from '../renderer/harness/open-page.ts'
import { type ServedHarness, serveBuild } from '../renderer/harness/serve-build.ts'
import { addressOf, showPicture } from '../renderer/harness/take-pictures.ts'
import { chosenPictures } from './chosen-pictures.ts'

const references = fileURLToPath(new URL('references', import.meta.url))

/**
 * The pictures were taken in that of Debian, which is the same on every machine. Versions that lie far apart draw the
 * edges of letters differently, and some dates: with another, take the pictures again before you compare.
 */
const chromium = process.env.TIDINGS_CHROMIUM ?? '/usr/bin/chromium'

/** A Thursday, so that yesterday and the days before have names. */
const now = new Date('2026-11-26T14:10:00Z')

interface Shared {
  readonly harness: ServedHarness
  readonly window: Page
}

const test = base.extend<object, Shared>({
  harness: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from it that no other fixture is needed
    async ({}, use) => {
      const harness = await serveBuild()
      await use(harness)
      await harness.close()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  window: [
    // biome-ignore lint/correctness/noEmptyPattern: see above
    async ({}, use) => {
      if (!existsSync(chromium))
        throw new Error(
          `There is no ${chromium}. Install Debian’s package chromium, or name another Chromium in TIDINGS_CHROMIUM.`,
        )
      const { page, close } = await openPage({ executable: chromium, scale: 1, isReproducible: true })
      await page.clock.setFixedTime(now)
      await page.addInitScript(() => localStorage.clear())
      await use(page)
      await close()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
})

// Other systems draw the same letters differently.
test.skip(process.platform !== 'linux', 'The pictures were taken on Linux.')

for (const { name, picture, theme, size } of chosenPictures) {
  test(`the window looks as in ${name}`, async ({ harness, window }) => {
    await window.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await window.setViewportSize(picture.size ?? size)
    await window.mouse.move(0, 0)
    const address = new URL(addressOf(harness.address, picture))
    address.searchParams.set('fonts', 'pinned')
    await showPicture(window, address.href, picture)
    await expect(window).toHaveScreenshot(name)
  })
}

test('each picture that is kept is compared', async () => {
  const names = chosenPictures.map(({ name }) => name)
  expect((await readdir(references)).filter((file) => !names.includes(file))).toEqual([])
})

import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import axe from 'axe-core'
import type { Page } from 'playwright'
import type { Picture } from './pictures.ts'

export interface PictureSession {
  readonly page: Page
  /** Where the harness is served, without a query. */
  readonly address: string
  readonly theme: 'light' | 'dark'
  readonly size: { readonly width: number; readonly height: number }
  readonly folder: string
}

/**
 * Takes the pictures and checks each state with axe.
 *
 * @returns the problems, a line each: console messages, axe violations, and pages wider than the window
 */
export async function takePictures(
  session: PictureSession,
  pictures: readonly Picture[],
): Promise<readonly string[]> {
  const { page, theme } = session
  const complaints: string[] = []
  let name = ''
  const note = (what: string) => complaints.push(`${name} (${theme}): ${what}`)
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') note(message.text())
  })
  page.on('pageerror', (error) => note(String(error)))
  await mkdir(session.folder, { recursive: true })
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
  for (const picture of pictures) {
    if (picture.theme !== undefined && picture.theme !== theme) continue
    name = picture.name
    await page.setViewportSize(picture.size ?? session.size)
    await page.goto(addressOf(session.address, picture))
    await page.getByRole('banner').waitFor()
    await picture.act?.(page)
    for (const problem of await checkPage(page)) note(problem)
    await page.screenshot({ path: join(session.folder, `${name}-${theme}.png`), animations: 'disabled' })
  }
  page.removeAllListeners('console')
  page.removeAllListeners('pageerror')
  return [...new Set(complaints)]
}

function addressOf(address: string, { scenario, language, keyboard }: Picture): string {
  const url = new URL(address)
  url.searchParams.set('scenario', scenario)
  if (language !== undefined) url.searchParams.set('language', language)
  if (keyboard !== undefined) url.searchParams.set('keyboard', keyboard)
  return url.href
}

async function checkPage(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source)
  return page.evaluate(async () => {
    const check: typeof axe = Reflect.get(globalThis, 'axe')
    const { violations } = await check.run(document)
    const found = violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary}`),
    )
    const { scrollWidth, clientWidth } = document.documentElement
    return scrollWidth > clientWidth ? [...found, `${scrollWidth - clientWidth} px too wide`] : found
  })
}

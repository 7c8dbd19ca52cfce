import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import axe from 'axe-core'
import type { Page } from 'playwright'
import type { Picture } from './pictures.ts'
import { pseudoLanguage } from './pseudo-language.ts'

export interface PictureSession {
  readonly page: Page
  /** Where the harness is served, without a query. */
  readonly address: string
  readonly theme: 'light' | 'dark'
  readonly size: { readonly width: number; readonly height: number }
  /** How much larger than usual everything is. */
  readonly zoom: number
  readonly folder: string
}

/** Of a Thursday: in the night, what came some hours ago would be of another day, and of another group. */
const afternoon = new Date(2026, 10, 26, 14, 10)

/**
 * Takes the pictures and checks each state with axe.
 *
 * @returns the problems, a line each: console messages, axe violations, texts that are cut, and pages wider than the window
 */
export async function takePictures(
  session: PictureSession,
  pictures: readonly Picture[],
): Promise<readonly string[]> {
  const { page, theme, zoom } = session
  const complaints: string[] = []
  let name = ''
  const note = (what: string) => complaints.push(`${name} (${theme}): ${what}`)
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') note(message.text())
  })
  page.on('pageerror', (error) => note(String(error)))
  await mkdir(session.folder, { recursive: true })
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
  await page.clock.setFixedTime(afternoon)
  for (const picture of pictures) {
    if (picture.theme !== undefined && picture.theme !== theme) continue
    name = picture.name
    const { width, height } = picture.size ?? session.size
    await page.setViewportSize({ width: Math.round(width / zoom), height: Math.round(height / zoom) })
    const { language } = picture
    await showPicture(page, addressOf(session.address, picture), picture)
    for (const problem of [
      ...(await checkPage(page)),
      ...(await cutTexts(page, language !== pseudoLanguage)),
    ])
      note(problem)
    await page.screenshot({ path: join(session.folder, `${name}-${theme}.png`), animations: 'disabled' })
  }
  page.removeAllListeners('console')
  page.removeAllListeners('pageerror')
  return [...new Set(complaints)]
}

/** Opens the window in the state of a picture, and does there what the picture is about. */
export async function showPicture(page: Page, address: string, { act }: Picture): Promise<void> {
  await page.goto(address)
  await page.getByRole('banner').waitFor()
  await act?.(page)
}

/** @param address where the harness is served */
export function addressOf(address: string, { scenario, language, keyboard, part }: Picture): string {
  const url = new URL(address)
  url.searchParams.set('scenario', scenario)
  if (language !== undefined) url.searchParams.set('language', language)
  if (part !== undefined) url.searchParams.set('part', part)
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

/**
 * The texts of ours that don't fit where they stand, and have no tooltip that says them in full. What has a reading
 * direction of its own is data and may be cut.
 *
 * @param withLists whether native lists are looked at too: they can't wrap, so only real languages need fit
 */
async function cutTexts(page: Page, withLists: boolean): Promise<readonly string[]> {
  // No function in it has a name: the runner would wrap it in one of its own, which the page does not have.
  return page.evaluate((looksAtLists) => {
    const pen = document.createElement('canvas').getContext('2d')
    const cut = [...document.querySelectorAll('body *')].filter((element) => {
      if (element.closest('[dir]:not(html, div), bdi, [title]') !== null) return false
      const { overflow, clipPath, font } = getComputedStyle(element)
      if (element instanceof HTMLSelectElement) {
        if (pen === null || !looksAtLists) return false
        pen.font = font
        const names = [...element.options].filter(({ dir }) => dir === '')
        const widths = names.map(({ text }) => pen.measureText(text).width)
        // The arrow and the space around the text take the rest.
        return Math.max(...widths) > element.clientWidth - 24
      }
      const hasText = [...element.childNodes].some(
        ({ nodeType, textContent }) => nodeType === Node.TEXT_NODE && (textContent ?? '').trim() !== '',
      )
      // Texts for screen readers are made invisible by a clip path.
      if (!hasText || clipPath !== 'none' || overflow === 'visible') return false
      return element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1
    })
    return cut.map(({ textContent }) => `cut: ${textContent}`)
  }, withLists)
}

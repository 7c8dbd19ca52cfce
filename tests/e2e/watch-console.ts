import type { Page } from 'playwright'

/** Chromium says so of a page, too, which has no frame around it to escape to. */
const aboutFrames = /^An iframe which has both allow-scripts and allow-same-origin/

/**
 * Collects the errors and warnings in the page's console, and uncaught errors. The page is reloaded, so that those
 * during loading are collected too.
 */
export async function watchConsole(page: Page): Promise<readonly string[]> {
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return
    if (!aboutFrames.test(message.text())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.waitForLoadState()
  await page.reload()
  return complaints
}

import type { Page } from 'playwright'
import type { Tidings } from '../support/tidings.ts'
import { waitFor } from '../support/wait-for.ts'
import type { RunningApp } from '../support/with-app.ts'

const mark = 'paintedAtOfBench'

/** From now on, each window that opens notes when it has painted this text for the first time. */
export async function watchPaint({ app }: Tidings, text: string): Promise<void> {
  // No named function in here: what tsx makes of one can't be carried into another process.
  await app.context().addInitScript(
    ([wanted, name]) => {
      new MutationObserver((_changes, observer) => {
        if (document.body?.textContent?.includes(wanted) !== true) return
        observer.disconnect()
        requestAnimationFrame(() => {
          // A message is delivered after the frame has been painted.
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = () => Reflect.set(window, name, performance.timeOrigin + performance.now())
          port2.postMessage(null)
        })
      }).observe(document, { childList: true, subtree: true, characterData: true })
    },
    [text, mark] as const,
  )
}

/** Clicks the tray icon. Returns how long it took until the text was painted, in milliseconds, and the page. */
export async function openFromTray({ tidings, desktop }: Pick<RunningApp, 'tidings' | 'desktop'>) {
  const item = await desktop.tray.waitForItem()
  // The page is another process: both say how far they are from the same clock of the system.
  const clickedAt = performance.timeOrigin + performance.now()
  await item.activate()
  const page = await tidings.page()
  const paintedAt = await waitFor('the text to be painted', () =>
    page.evaluate((name): number | undefined => Reflect.get(window, name), mark),
  )
  return { page, openedMs: paintedAt - clickedAt }
}

export async function closeWindow(tidings: Tidings, page: Page): Promise<void> {
  await page.close()
  await waitFor('the renderer to end', async () => (await tidings.renderers()) === 0)
}

import type { Page } from 'playwright'
import type { AppSnapshot, Bridge, WindowCommand } from '../../electron/window/contract.ts'
import { waitFor } from '../support/wait-for.ts'

/** The window's end of the bridge: what the main process shows and takes, whatever the window makes of it. */
export interface WindowBridge {
  readonly send: (command: WindowCommand) => Promise<void>
  readonly view: () => Promise<AppSnapshot>
  /** Waits for a view like that. */
  readonly until: (what: string, isIt: (view: AppSnapshot) => boolean) => Promise<AppSnapshot>
}

const seen = 'viewSeenByTest'

export async function openBridge(page: Page): Promise<WindowBridge> {
  await page.evaluate((name) => {
    const bridge: Bridge = Reflect.get(window, 'tidings')
    bridge.watch((view) => Reflect.set(window, name, view))
  }, seen)
  const view = () =>
    waitFor('a view', () => page.evaluate((name): AppSnapshot | undefined => Reflect.get(window, name), seen))
  return {
    view,
    send: (command) =>
      page.evaluate((sent) => {
        const bridge: Bridge = Reflect.get(window, 'tidings')
        bridge.send(sent)
      }, command),
    until: (what, isIt) =>
      waitFor(what, async () => {
        const shown = await view()
        return isIt(shown) && shown
      }),
  }
}

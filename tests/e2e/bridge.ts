import type { Page } from 'playwright'
import type { AppSnapshot, Bridge, ServerSnapshot, WindowCommand } from '../../electron/window/contract.ts'
import { waitFor } from '../support/wait-for.ts'

/** The window's side of the bridge: what the main process sends and accepts, independent of the user interface. */
export interface WindowBridge {
  readonly send: (command: WindowCommand) => Promise<void>
  readonly snapshot: () => Promise<AppSnapshot>
  /** Waits until the newest snapshot satisfies `predicate`. Not for states that pass: a later one may replace it. */
  readonly until: (what: string, predicate: (snapshot: AppSnapshot) => boolean) => Promise<AppSnapshot>
}

/** The server of an app that has one. */
export function serverOf({ servers: [server] }: AppSnapshot): ServerSnapshot {
  if (server === undefined) throw new Error('there is no server')
  return server
}

/** Whether there are servers, and the app is connected to all of them. */
export function isConnected({ servers }: AppSnapshot): boolean {
  return servers.length > 0 && servers.every(({ status }) => status.connection.kind === 'open')
}

/** Whether the app has a server that has signed it out. */
export function isSignedOut({ servers }: AppSnapshot): boolean {
  return servers.some(({ status }) => status.connection.kind === 'signed-out')
}

const newest = 'newestSnapshotOfTest'

export async function openBridge(page: Page): Promise<WindowBridge> {
  await page.evaluate((name) => {
    const bridge: Bridge = Reflect.get(window, 'tidings')
    bridge.watch((snapshot) => Reflect.set(window, name, snapshot))
  }, newest)
  const snapshot = () =>
    waitFor('a snapshot', () =>
      page.evaluate((name): AppSnapshot | undefined => Reflect.get(window, name), newest),
    )
  return {
    snapshot,
    send: (command) =>
      page.evaluate((sent) => {
        const bridge: Bridge = Reflect.get(window, 'tidings')
        bridge.send(sent)
      }, command),
    until: (what, predicate) =>
      waitFor(what, async () => {
        const current = await snapshot()
        return predicate(current) && current
      }),
  }
}

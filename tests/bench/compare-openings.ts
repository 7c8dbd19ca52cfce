import { setTimeout as delay } from 'node:timers/promises'
import type { ElectronRuntime } from '../support/electron-runtime.ts'
import { prepare } from '../support/prepare.ts'
import { type RunningApp, type WithAppOptions, withApp } from '../support/with-app.ts'
import { closeWindow, openFromTray, watchPaint } from './window-opening.ts'

/** A history to open the window on. */
export interface OpenedHistory {
  readonly name: string
  /** What its list shows first. */
  readonly text: string
  readonly fill?: WithAppOptions['beforeStart']
}

// Between two openings: the renderer of the one before has ended, and its memory is given back.
const pauseMs = 1_000

/**
 * How long it takes from the click on the tray icon to the first paint of the list, by the name of the history: two apps
 * run at once, and are opened in turn.
 */
export async function compareOpenings(
  rounds: number,
  [one, other]: readonly [OpenedHistory, OpenedHistory],
  andThen: (app: RunningApp) => Promise<void> = async () => {},
): Promise<Readonly<Record<string, readonly number[]>>> {
  const { electron } = await prepare({ virtualDesktop: true })
  const samples: Record<string, number[]> = { [one.name]: [], [other.name]: [] }
  await withHistory(electron, other, async (second) => {
    await withHistory(electron, one, async (first) => {
      // The first opening of each reads the program from the disk.
      for (let round = 0; round <= rounds; round += 1) {
        const turns = [
          { app: first, name: one.name },
          { app: second, name: other.name },
        ]
        for (const { app, name } of round % 2 === 0 ? turns : turns.toReversed()) {
          const { page, openedMs } = await openFromTray(app)
          if (round > 0) samples[name]?.push(openedMs)
          await closeWindow(app.tidings, page)
          await delay(pauseMs)
        }
      }
    })
    await andThen(second)
  })
  return samples
}

function withHistory(
  electron: ElectronRuntime,
  { text, fill }: OpenedHistory,
  task: (app: RunningApp) => Promise<void>,
): Promise<void> {
  return withApp(
    async (app) => {
      await watchPaint(app.tidings, text)
      await task(app)
    },
    { electron, ...(fill !== undefined && { beforeStart: fill }) },
  )
}

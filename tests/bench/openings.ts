import { fillHistory } from '../support/fill-history.ts'
import { tidingsContender, whileRunning } from './compare/contender.ts'
import { startEventServer } from './compare/event-server.ts'
import { withRecordingDesktop } from './compare/recording-desktop.ts'
import { openAndCloseWindow } from './compare/window.ts'
import { heldQuantities, readHeld } from './held.ts'
import type { Measured } from './report/write-report.ts'

const rows = 1_000
const lookedAtMs = 300

/**
 * `npm run bench -- openings [<openings>]`: what the app occupies after its window was opened and closed 200 times,
 * compared with once.
 */
export function benchOpenings([given = '200']: readonly string[]): Promise<Measured> {
  const count = Number(given)
  return withRecordingDesktop(async ({ executable, desktop, folder }) => {
    const server = await startEventServer()
    const app = tidingsContender(folder, [server.url])
    fillHistory(app.userDataDir, server.url, rows)
    const arena = { executable, env: desktop.env, nextRequest: server.nextRequest }
    try {
      return await whileRunning(arena, app, async (running) => {
        await openAndCloseWindow(desktop, running, lookedAtMs)
        const before = await readHeld(running.pid)
        for (let opening = 2; opening <= count; opening += 1)
          await openAndCloseWindow(desktop, running, lookedAtMs)
        const after = await readHeld(running.pid)
        return { quantities: heldQuantities(['after 1', before], [`after ${count}`, after]) }
      })
    } finally {
      server.stop()
    }
  })
}

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { freePort } from '../support/free-port.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { type HistoryLine, openCli, projectFolder } from '../support/tidings.ts'
import type { VirtualDesktop } from '../support/virtual-desktop.ts'
import { waitFor } from '../support/wait-for.ts'
import { appArguments } from './app-arguments.ts'
import { expectedHistory, readLog } from './expected-history.ts'
import { type Findings, findings } from './findings.ts'
import { createKillableProcess, type KillableProcess } from './killable-process.ts'
import { startTraffic } from './traffic.ts'

export interface TortureOptions {
  /** Without a notification daemon. */
  readonly desktop: VirtualDesktop
  /** An Electron. */
  readonly executable: string
  /** `both`: the app, the server or both, by chance. */
  readonly victims: 'app' | 'server' | 'both' | 'notification daemon'
  readonly kills: number
  readonly seed: number
  /** A victim lives for a random time below this, from the moment it is started. */
  readonly maxLifeMs: number
  readonly report: (line: string) => void
}

const token = 'torture-token-51b2'

/**
 * Connects the real app to a real server that sends all the time, kills them or the notification daemon again and
 * again, and compares at the end what the server has sent, what the app has stored, and which notifications the desktop got.
 */
export async function torture(options: TortureOptions): Promise<Findings> {
  const { desktop, victims, kills, report } = options
  const random = seededRandom(options.seed)
  const folder = mkdtempSync(join(tmpdir(), 'tidings-torture-'))
  const dataDir = join(folder, 'backend')
  mkdirSync(dataDir)
  const place = {
    executable: options.executable,
    env: { ...desktop.env, TIDINGS_TOKEN: token },
    userDataDir: join(folder, 'profile'),
  }
  const cli = openCli(place)
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const server = createKillableProcess({
    command: process.execPath,
    args: [
      '--import',
      'tsx',
      fileURLToPath(new URL('server.ts', import.meta.url)),
      String(port),
      token,
      dataDir,
    ],
    env: process.env,
    cwd: projectFolder,
  })
  const app = createKillableProcess({
    command: place.executable,
    args: appArguments(place.userDataDir, `${url}/api/notifications`),
    env: place.env,
    cwd: projectFolder,
  })
  const daemon = createKillableProcess({
    command: 'dunst',
    args: [],
    env: desktop.env,
    cwd: projectFolder,
  })
  const log = () => readLog(join(dataDir, 'events.jsonl'))
  const history = async (): Promise<readonly HistoryLine[]> => {
    const { output, exitCode, error } = await cli.run('--history', '--json', '--limit', 'all')
    if (exitCode !== 0) throw new Error(error)
    return output
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line))
  }
  const chooseVictims = (): readonly KillableProcess[] => {
    switch (victims) {
      case 'app':
        return [app]
      case 'server':
        return [server]
      case 'both':
        return [[app], [server], [server, app]][Math.floor(random() * 3)] ?? []
      default:
        return [daemon]
    }
  }
  const shownBefore = desktop.notifications.all().length

  try {
    daemon.start()
    server.start()
    await waitFor('the server', async () => (await fetch(`${url}/`)).ok)
    app.start()
    await cli.waitForConnection('open')
    // A server sends to a new client only what is new: the app has to have a first event before it may be killed.
    const stopTraffic = startTraffic({
      url,
      token,
      random: seededRandom(options.seed + 1),
      pauseMs: 25,
      lullMs: 1_100,
    })
    await waitFor('the first event', async () => (await cli.status()).cursor !== null)

    for (let number = 1; number <= kills; number += 1) {
      const chosen = chooseVictims()
      await delay(random() * options.maxLifeMs)
      if (!app.isRunning()) throw new Error(`The app ended by itself: ${app.errorOutput()}`)
      await Promise.all(chosen.map(({ kill }) => kill()))
      for (const { start } of chosen) start()
      if (number % 10 === 0) report(`${victims}: ${number} of ${kills} kills, ${log().length} events sent`)
    }
    await waitFor('the server', async () => (await fetch(`${url}/`)).ok)
    await stopTraffic()

    // An export that was killed half-way is reported as failed when the server starts again.
    await waitFor('the server to be done', () => isQuiet(log), { timeoutMs: 30_000, intervalMs: 700 })
    const expected = expectedHistory(log())
    await waitFor(
      `${expected.length} rows`,
      async () => {
        const { length } = await history()
        return length >= expected.length ? true : Promise.reject(new Error(`${length} rows`))
      },
      { timeoutMs: 60_000, intervalMs: 500 },
    ).catch(() => report(`${victims}: not all of it arrived`))
    // Time for a notification that should not come.
    await delay(3_000)
    const notifications = desktop.notifications.all().slice(shownBefore)
    return findings({ victims, kills, sent: log().length, expected, actual: await history(), notifications })
  } finally {
    await app.kill()
    await server.kill()
    await daemon.kill()
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}

/** Whether nothing was sent for a moment. */
function isQuiet(log: () => readonly unknown[]): Promise<boolean> {
  const before = log().length
  return delay(600).then(() => log().length === before)
}

import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { HistoryQuery } from '../../electron/model/history-query.ts'
import { openStore } from '../../electron/store/open-store.ts'
import type { AppSnapshot, Bridge, WindowCommand } from '../../electron/window/contract.ts'
import { startBackend } from '../backend/server.ts'
import { sampleEvent } from '../bench/sample-events.ts'
import { resolveElectron } from '../support/electron-runtime.ts'
import { launchTidings, openCli, projectFolder, type Tidings } from '../support/tidings.ts'
import { startVirtualDesktop } from '../support/virtual-desktop.ts'
import { waitFor } from '../support/wait-for.ts'
import { appArguments } from './app-arguments.ts'
import { canRunApp } from './can-run.ts'
import { createKillableProcess } from './killable-process.ts'

// As the window has it.
declare const tidings: Bridge

// What the real app does when its history can't be used. Needs a build, and Linux for its desktop.

const token = 'faults-token-90ce'

async function createFixtures() {
  const folder = mkdtempSync(join(tmpdir(), 'tidings-faults-'))
  const userDataDir = join(folder, 'profile')
  mkdirSync(userDataDir)
  const { executable } = await resolveElectron(() => {})
  const desktop = await startVirtualDesktop({ panel: false })
  const backend = await startBackend({ port: 0, token })
  const place = { executable, env: { ...desktop.env, TIDINGS_TOKEN: token }, userDataDir }
  const running: Tidings[] = []
  onTestFinished(async () => {
    for (const tidings of running) await tidings.kill()
    await backend.stop()
    await desktop.stop()
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  })
  const cli = openCli(place)
  return {
    desktop,
    backend,
    place,
    cli,
    file: join(userDataDir, 'history.db'),
    launch: async () => {
      const tidings = await launchTidings(place, ['--server', backend.streamUrl])
      running.push(tidings)
      return tidings
    },
    untilOpen: () => waitFor('the connection', async () => (await cli.status()).connection === 'open'),
  }
}

type Fixtures = Awaited<ReturnType<typeof createFixtures>>

/** The snapshots that the window gets, and a way to send commands in its place. */
async function windowOf(app: Tidings) {
  const page = await app.page()
  await page.waitForFunction(() => 'tidings' in window)
  return {
    view: (): Promise<AppSnapshot> =>
      page.evaluate(() => new Promise<AppSnapshot>((resolve) => tidings.watch(resolve))),
    page: (query: HistoryQuery) => page.evaluate((asked) => tidings.history(asked), query),
    send: (command: WindowCommand) => page.evaluate((said) => tidings.send(said), command),
  }
}

/** A history with so many rows of another server, all read. */
function fill(file: string, rows: number): void {
  const opened = openStore(file, { now: Date.now })
  if (opened.kind !== 'open') throw new Error(opened.reason)
  for (let number = 1; number <= rows; number += 1) {
    const raw = { type: 'message', data: '{}', eventId: null, lastEventId: '' }
    opened.store.apply({
      type: 'append-events',
      source: 'https://elsewhere.example/',
      events: [{ event: raw, decoded: sampleEvent(number) }],
    })
  }
  opened.store.apply({ type: 'mark-all-read' })
  opened.store.close()
}

async function waitUntilStored({ cli }: Fixtures, message: string): Promise<void> {
  await waitFor(message, async () => (await cli.history()).some((line) => line.message === message))
}

/** Starts the app where it can't start; resolves with the error that it prints. */
async function startupErrorOf({ place, backend }: Fixtures): Promise<string> {
  const app = createKillableProcess({
    command: place.executable,
    args: appArguments(place.userDataDir, backend.streamUrl),
    env: place.env,
    cwd: projectFolder,
  })
  app.start()
  try {
    return await waitFor(
      'an error',
      () => app.errorOutput().match(/The history .* could not be opened: .*/)?.[0],
    )
  } finally {
    await app.kill()
  }
}

describe.skipIf(!canRunApp)('the history', { timeout: 180_000 }, () => {
  test('that is damaged is set aside, reported once, and replaced by a new one', async () => {
    const fixtures = await createFixtures()
    writeFileSync(fixtures.file, 'This is no history. '.repeat(1_000))
    const tidings = await fixtures.launch()
    const notification = await fixtures.desktop.notifications.waitFor(
      ({ summary }) => summary === 'The history was damaged',
    )
    const [aside = ''] = readdirSync(fixtures.place.userDataDir).filter((name) => name.includes('.damaged-'))
    expect(notification.body).toContain(aside)
    const { view, send } = await windowOf(tidings)
    expect((await view()).notice).toContain(aside)
    await send({ type: 'dismiss-notice' })
    await waitFor('the notice to go', async () => (await view()).notice === null)

    await fixtures.untilOpen()
    await fixtures.backend.publish({ type: 'notification', message: 'Again' })
    await waitUntilStored(fixtures, 'Again')
    await tidings.quit()
    expect(existsSync(`${fixtures.file}-wal`)).toBe(false)
    await fixtures.launch()
    await fixtures.untilOpen()
    // One that is still on the screen is sent again in its place, so that a click on it counts.
    expect(
      fixtures.desktop.notifications.raised().filter(({ summary }) => summary === 'The history was damaged'),
    ).toHaveLength(1)
  })

  test('that is damaged while the app runs is replaced, and the stream goes on', async () => {
    const fixtures = await createFixtures()
    // More than SQLite's cache holds, so that it reads the damaged pages.
    fill(fixtures.file, 8_000)
    const tidings = await fixtures.launch()
    await fixtures.untilOpen()
    const { page } = await windowOf(tidings)
    // In place, as a failing disk would: not a new file under the old name.
    writeFileSync(fixtures.file, Buffer.alloc(statSync(fixtures.file).size, 0xa5), { flag: 'r+' })
    await page({ before: 4_000, limit: 500, unreadOnly: false }).catch(() => undefined)
    await fixtures.desktop.notifications.waitFor(({ summary }) => summary === 'The history was damaged')

    await fixtures.untilOpen()
    await fixtures.backend.publish({ type: 'notification', message: 'Again' })
    await waitUntilStored(fixtures, 'Again')
    const aside = readdirSync(fixtures.place.userDataDir).filter((name) => /\.damaged-[^.]*\.db$/.test(name))
    expect(aside).toHaveLength(1)
  })

  test('is saved from the window as CSV and as JSON Lines', async () => {
    const fixtures = await createFixtures()
    const tidings = await fixtures.launch()
    await fixtures.untilOpen()
    await fixtures.backend.publish({ type: 'notification', id: 'n-1', message: '=1+1' })
    await waitUntilStored(fixtures, '=1+1')
    const { view, send } = await windowOf(tidings)
    for (const [format, content] of [
      ['csv', `"'=1+1"`],
      ['jsonl', '"message":"=1+1"'],
    ] as const) {
      const target = join(fixtures.place.userDataDir, `saved.${format}`)
      await tidings.app.evaluate(({ dialog }, filePath) => {
        dialog.showSaveDialog = async () => ({ canceled: false, filePath })
      }, target)
      await send({ type: 'export-history', format })
      await waitFor('the notice', async () => (await view()).notice?.includes(target))
      expect(readFileSync(target, 'utf8')).toContain(content)
    }
  })

  test('of a newer version is left unchanged, and the error says so', async () => {
    const fixtures = await createFixtures()
    const bare = new DatabaseSync(fixtures.file)
    bare.exec('PRAGMA user_version = 99')
    bare.close()
    const before = readFileSync(fixtures.file)
    expect(await startupErrorOf(fixtures)).toContain('newer')
    expect(await fixtures.cli.run('--status')).toMatchObject({ exitCode: 1, output: '' })
    expect((await fixtures.cli.run('--history')).error).toContain('newer version')
    expect(readFileSync(fixtures.file)).toEqual(before)
    expect(existsSync(`${fixtures.file}-wal`)).toBe(false)
  })

  test('that another program has locked is reported, and nothing is set aside', async () => {
    const fixtures = await createFixtures()
    const bare = new DatabaseSync(fixtures.file)
    bare.exec('PRAGMA locking_mode = EXCLUSIVE; CREATE TABLE mine (x); BEGIN EXCLUSIVE')
    onTestFinished(() => bare.close())
    expect(await startupErrorOf(fixtures)).toContain('locked')
    expect(readdirSync(fixtures.place.userDataDir).filter((name) => name.includes('damaged'))).toEqual([])
  })
})

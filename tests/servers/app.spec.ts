import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { openStore } from '../../electron/store/open-store.ts'
import { resolveElectron } from '../support/electron-runtime.ts'
import { launchTidings, openCli, type Tidings } from '../support/tidings.ts'
import { startVirtualDesktop, type VirtualDesktop } from '../support/virtual-desktop.ts'
import { waitFor } from '../support/wait-for.ts'
import { expectCompleteness } from './contract.ts'
import { frameworks } from './frameworks.ts'
import { startServer } from './start-server.ts'

/** The messages in a history file, oldest first; read beside the app, which writes it. */
function messagesIn(file: string): readonly (string | null)[] {
  const opened = openStore(file, { now: Date.now, readOnly: true })
  if (opened.kind !== 'open') throw new Error(opened.reason)
  try {
    const { items } = opened.store.page({ before: null, limit: 500, unreadOnly: false })
    return items.map(({ message }) => message).reverse()
  } finally {
    opened.store.close()
  }
}

describe('the built app, over Chromium’s network', () => {
  let desktop: VirtualDesktop
  let executable: string
  beforeAll(async () => {
    executable = (await resolveElectron(() => {})).executable
    desktop = await startVirtualDesktop()
  })
  afterAll(() => desktop.stop())

  test.each(frameworks)('$name', async (framework) => {
    const folder = mkdtempSync(join(tmpdir(), 'tidings-servers-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))
    const server = await startServer(framework)
    onTestFinished(server.stop)
    const userDataDir = join(folder, 'profile')
    const place = { executable, env: desktop.env, userDataDir }
    const cli = openCli(place)

    const start = async () => {
      let tidings: Tidings | undefined
      await server.reconnects(async () => {
        tidings = await launchTidings(place, ['--server', server.streamUrl, '--hidden'])
      })
      if (tidings === undefined) throw new Error('not started')
      onTestFinished(tidings.kill)
      return tidings
    }
    const sendAndStore = async (message: string) => {
      await server.send(message)
      await waitFor(`"${message}"`, () => messagesIn(join(userDataDir, 'history.db')).includes(message), {
        timeoutMs: 60_000,
        intervalMs: 100,
      })
    }

    const tidings = await start()
    await sendAndStore('news')
    await server.reconnects(server.cut)
    await sendAndStore('after the connection was cut')
    await server.reconnects(async () => {
      await server.refuse()
      await server.send('while the network was down')
      await server.allow()
    })
    await sendAndStore('after the network came back')
    await server.reconnects(server.restart)
    await sendAndStore('after a restart of the server')
    await tidings.quit()
    await server.send('while the app did not run')
    await start()
    await sendAndStore('after a restart of the app')

    const isKept = framework.meanwhile === 'kept'
    const expected = [
      'news',
      'after the connection was cut',
      ...(isKept ? ['while the network was down'] : []),
      'after the network came back',
      'after a restart of the server',
      ...(isKept ? ['while the app did not run'] : []),
      'after a restart of the app',
    ]
    const history = await cli.history()
    expect(history.map(({ message }) => message).reverse()).toEqual(expected)
    await expectCompleteness(framework, cli.status)
  })
})

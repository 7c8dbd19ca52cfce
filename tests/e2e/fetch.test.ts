import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { _electron } from 'playwright'
import type { FetchRule, Rule } from '../../electron/model/rule.ts'
import { startNetworkManager } from '../support/desktop/network-manager.ts'
import { startExport } from '../support/main-scenario.ts'
import { sandboxArguments } from '../support/sandbox-arguments.ts'
import { createBrowserCommand } from '../support/system-browser.ts'
import type { Tidings } from '../support/tidings.ts'
import { waitFor } from '../support/wait-for.ts'
import { openBridge } from './bridge.ts'
import { expect, type TestFixtures, test } from './fixtures.ts'

const run = promisify(execFile)

const rule = (fetch: FetchRule): Rule => ({
  ...{ id: 1, when: { source: null, category: 'export', words: null } },
  ...{ notify: 'as-usual', sound: 'as-usual', keepOnScreen: false },
  fetch,
})

/** Gives the app a rule that downloads exports, and starts it anew: this is not the first connection any more. */
async function startWithRule(fixtures: TestFixtures, streamUrl: string, env: Record<string, string> = {}) {
  const place = { ...fixtures.place, env: { ...fixtures.place.env, ...env } }
  const first = await fixtures.launchWith(place, '--server', streamUrl)
  const bridge = await openBridge(await first.page())
  await fixtures.cli.waitForConnection('open')
  await bridge.send({
    type: 'change-settings',
    change: { rules: [rule({ maxMegabytes: 100, folder: null })] },
  })
  await bridge.until('the rule', ({ settings }) => settings.rules.length === 1)
  await first.quit()
  const again = () => fixtures.launchWith(place, '--server', streamUrl, '--hidden')
  const tidings = await again()
  await fixtures.cli.waitForConnection('open')
  return { tidings, again }
}

const downloadsOf = (tidings: Tidings) => tidings.app.evaluate(({ app }) => app.getPath('downloads'))
const namesIn = (folder: string) => {
  mkdirSync(folder, { recursive: true })
  return readdirSync(folder)
}

async function openWindow(fixtures: TestFixtures, tidings: Tidings) {
  await (await fixtures.desktop.tray.waitForItem()).activate()
  return tidings.page()
}

test('an export for which there is a rule is saved by itself, and its one notification opens it', async ({
  fixtures,
}, info) => {
  const { desktop } = fixtures
  const programs = createBrowserCommand(mkdtempSync(join(tmpdir(), 'tidings-programs-')))
  const backend = await fixtures.startBackend()
  const { tidings } = await startWithRule(fixtures, backend.streamUrl, {
    PATH: `${programs.folder}:${process.env.PATH ?? ''}`,
  })
  await startExport({ backend, token: fixtures.token }, { title: 'Orders 2026', rows: 20_000 })
  const notification = await desktop.notifications.waitFor(
    ({ summary, id }) => summary === 'Orders 2026' && id !== undefined,
  )
  const folder = await downloadsOf(tidings)
  const [name = '', ...others] = namesIn(folder)
  expect(others).toEqual([])
  expect(notification.body).toBe(`Saved: ${name}\nYour export is ready!`)
  expect(notification.actions).toContain('Open')
  await desktop.screenshot(info.outputPath('saved.png'))
  expect((await fixtures.cli.history())[0]).toMatchObject({ read: false, notification: 'shown' })

  await desktop.notifications.click(notification)
  expect(fileURLToPath(await programs.nextPage())).toBe(join(folder, name))
  await waitFor('the item to be read', async () => (await fixtures.cli.history())[0]?.read === true)
  expect(desktop.notifications.raised().map(({ summary }) => summary)).toEqual(['Orders 2026'])
  expect(tidings.app.windows()).toEqual([])
  rmSync(programs.folder, { recursive: true })
})

test('over a metered connection nothing is saved by itself, and the row says why', async ({
  fixtures,
}, info) => {
  const { desktop } = fixtures
  const manager = await startNetworkManager(desktop.env.DBUS_SYSTEM_BUS_ADDRESS ?? '', 1)
  const backend = await fixtures.startBackend()
  const { tidings } = await startWithRule(fixtures, backend.streamUrl)
  expect(manager.queries()).toBe(0)
  await startExport({ backend, token: fixtures.token }, { title: 'Orders 2026', rows: 1_000 })
  const notification = await desktop.notifications.waitFor(({ summary }) => summary === 'Orders 2026')
  expect(notification.body).toBe('Your export is ready!')
  expect(notification.actions).toContain('Download')
  expect(manager.queries()).toBe(1)
  expect(namesIn(await downloadsOf(tidings))).toEqual([])
  const page = await openWindow(fixtures, tidings)
  await page.getByText('Not downloaded by itself: metered connection').waitFor()
  await desktop.screenshot(info.outputPath('metered.png'))
  manager.stop()
})

/** A stream with one result, whose file comes to its end only when it is asked for a second time. */
async function startInterruptingServer() {
  const requests: (string | undefined)[] = []
  const streams: ServerResponse[] = []
  const content = Buffer.alloc(100_000, 'a,b\n')
  const server = createServer((request, response) => {
    if (request.url !== '/file') {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' }).flushHeaders()
      response.write('data: {"type":"connected"}\n\n')
      streams.push(response)
      return
    }
    requests.push(request.headers.range)
    const start = Number(/^bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0)
    response.writeHead(start === 0 ? 200 : 206, {
      ...{ ETag: '"1"', 'Content-Length': content.length - start },
      ...(start > 0 && { 'Content-Range': `bytes ${start}-${content.length - 1}/${content.length}` }),
    })
    if (requests.length === 1) response.write(content.subarray(0, 50_000))
    else response.end(content.subarray(start))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  const download = { url: `${url}/file`, filename: 'orders.csv', size: content.length }
  const event = {
    type: 'job',
    id: 'exp-1',
    state: 'succeeded',
    title: 'Orders',
    category: 'export',
    download,
  }
  return {
    ...{ url: `${url}/`, requests },
    send: () => streams.at(-1)?.write(`id: 1\ndata: ${JSON.stringify(event)}\n\n`),
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

test('an app that is killed meanwhile goes on with the file, and announces it once', async ({ fixtures }) => {
  const { desktop } = fixtures
  const server = await startInterruptingServer()
  try {
    const { tidings, again } = await startWithRule(fixtures, server.url)
    server.send()
    const partial = join(await downloadsOf(tidings), 'orders.csv.part')
    await waitFor('the partial file', () => namesIn(join(partial, '..')).includes('orders.csv.part'))
    await waitFor('the state in the history', async () => (await fixtures.cli.history()).length === 1)
    expect(desktop.notifications.all()).toEqual([])
    await tidings.kill()
    await again()
    const { body } = await desktop.notifications.waitFor(({ summary }) => summary === 'Orders')
    expect(body).toBe('Saved: orders.csv')
    expect(server.requests).toHaveLength(2)
    server.send()
    await fixtures.cli.waitForConnection('open')
    expect(namesIn(join(partial, '..'))).toEqual(['orders.csv'])
    expect(desktop.notifications.raised()).toHaveLength(1)
  } finally {
    server.stop()
  }
})

test('the folder of a rule is chosen in a dialog of the system, and gets the file', async ({ fixtures }) => {
  const { desktop } = fixtures
  const chosen = mkdtempSync(join(tmpdir(), 'tidings-chosen-'))
  const backend = await fixtures.startBackend()
  const { tidings } = await startWithRule(fixtures, backend.streamUrl)
  const bridge = await openBridge(await openWindow(fixtures, tidings))
  await tidings.app.evaluate(({ dialog }, path) => {
    Reflect.set(dialog, 'showOpenDialog', async () => ({ canceled: false, filePaths: [path] }))
  }, chosen)
  await bridge.send({ type: 'choose-folder', rule: 1 })
  const { settings } = await bridge.until('the folder', (snapshot) => snapshot.settings.folders.length > 0)
  expect(settings.folders).toEqual([{ id: 1, path: chosen }])
  expect(settings.rules[0]?.fetch?.folder).toBe(1)
  await startExport({ backend, token: fixtures.token }, { title: 'Orders 2026', rows: 1_000 })
  await desktop.notifications.waitFor(({ body }) => body.startsWith('Saved: '))
  expect(namesIn(chosen)).toHaveLength(1)
  expect(namesIn(await downloadsOf(tidings))).toEqual([])
  rmSync(chosen, { recursive: true })
})

test('a finished file can be dragged out of the window, unless it is gone', async ({ fixtures }) => {
  const { desktop } = fixtures
  const backend = await fixtures.startBackend()
  const { tidings } = await startWithRule(fixtures, backend.streamUrl)
  await startExport({ backend, token: fixtures.token }, { title: 'Orders 2026', rows: 1_000 })
  await desktop.notifications.waitFor(({ body }) => body.startsWith('Saved: '))
  const page = await openWindow(fixtures, tidings)
  const line = page.locator('[draggable=true]')
  await line.waitFor()
  const dragged = 'draggedByTest'
  await tidings.app.evaluate(({ BrowserWindow }, name) => {
    for (const { webContents } of BrowserWindow.getAllWindows()) {
      webContents.startDrag = ({ file, icon }) =>
        Reflect.set(globalThis, name, { file, isEmpty: typeof icon === 'string' || icon.isEmpty() })
    }
  }, dragged)
  const drag = async () => {
    const box = await line.boundingBox()
    if (box === null) throw new Error('the line is not there')
    await page.mouse.move(box.x + box.width - 4, box.y + box.height / 2)
    await page.mouse.down()
    await page.mouse.move(box.x + 40, box.y + 60, { steps: 5 })
    await page.mouse.up()
  }
  await drag()
  const folder = await downloadsOf(tidings)
  const [name = ''] = namesIn(folder)
  const seen = await waitFor('the drag', () =>
    tidings.app.evaluate((_electron, key): unknown => Reflect.get(globalThis, key), dragged),
  )
  expect(seen).toEqual({ file: join(folder, basename(name)), isEmpty: false })

  rmSync(join(folder, name))
  await drag()
  await page.getByText('Download failed. The file was moved or deleted.', { exact: true }).waitFor()
})

/** A program that takes files: a window that says in its title what was dropped on it. */
async function startDropTarget({ place }: TestFixtures, folder: string) {
  const page = `<body style="height:100vh;margin:0" ondragover="event.preventDefault()"
    ondrop="event.preventDefault();document.title='Got '+[...event.dataTransfer.files].map((file)=>file.name)">`
  const program = `
    const { app, BrowserWindow } = require('electron')
    app.whenReady().then(() => {
      const window = new BrowserWindow({ x: 20, y: 120, width: 300, height: 300, title: 'Target' })
      window.loadURL(${JSON.stringify(`data:text/html,${encodeURIComponent(page)}`)})
    })`
  writeFileSync(join(folder, 'main.cjs'), program)
  writeFileSync(join(folder, 'package.json'), '{"main":"main.cjs"}')
  const app = await _electron.launch({
    executablePath: place.executable,
    args: [...sandboxArguments(), folder, '--user-data-dir', join(folder, 'profile')],
    env: { ...place.env },
  })
  await app.firstWindow()
  return app
}

test('another program gets the file that is dragged to it', async ({ fixtures }) => {
  const { desktop } = fixtures
  const folder = mkdtempSync(join(tmpdir(), 'tidings-target-'))
  const backend = await fixtures.startBackend()
  const { tidings } = await startWithRule(fixtures, backend.streamUrl)
  await startExport({ backend, token: fixtures.token }, { title: 'Orders 2026', rows: 1_000 })
  await desktop.notifications.waitFor(({ body }) => body.startsWith('Saved: '))
  const target = await startDropTarget(fixtures, folder)
  try {
    const page = await openWindow(fixtures, tidings)
    const line = page.locator('[draggable=true]')
    await line.waitFor()
    const box = await line.boundingBox()
    const place = await tidings.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.getContentBounds(),
    )
    if (box === null || place === undefined) throw new Error('the line is not there')
    const x = Math.round(place.x + box.x + box.width - 6)
    const y = Math.round(place.y + box.y + box.height / 2)
    const mouse = (...args: readonly (string | number)[]) =>
      run('xdotool', args.map(String), { env: { ...desktop.env } })
    const name = namesIn(await downloadsOf(tidings))[0] ?? ''
    await mouse('mousemove', x, y, 'mousedown', 1)
    // As a hand does: a drag begins, and is followed, only with time between the moves.
    for (const [toX, toY] of [
      [x - 20, y],
      [x - 60, y],
      [300, 300],
      [200, 280],
      [170, 270],
      [165, 265],
    ]) {
      await mouse('mousemove', toX ?? 0, toY ?? 0, 'sleep', 0.15)
    }
    await mouse('mouseup', 1)
    const window = await target.firstWindow()
    await waitFor('the file', async () => (await window.title()) === `Got ${name}`)
  } finally {
    await target.close()
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 })
  }
})

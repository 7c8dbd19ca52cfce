import { readdirSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Dock, startDock } from '../support/desktop/dock.ts'
import {
  type JobViewServer,
  type ShownJobView,
  startJobViewServer,
} from '../support/desktop/job-view-server.ts'
import { waitFor } from '../support/wait-for.ts'
import { startConnected } from './connected.ts'
import { expect, type TestFixtures, test } from './fixtures.ts'

// The app has no window in these tests.

const addressOf = ({ desktop }: TestFixtures) => desktop.env.DBUS_SESSION_BUS_ADDRESS ?? ''

async function withDock(fixtures: TestFixtures, use: (dock: Dock) => Promise<void>): Promise<void> {
  const dock = await startDock(addressOf(fixtures))
  try {
    await use(dock)
  } finally {
    dock.stop()
  }
}

async function withKde(fixtures: TestFixtures, use: (kde: JobViewServer) => Promise<void>): Promise<void> {
  const kde = await startJobViewServer(addressOf(fixtures))
  try {
    await use(kde)
  } finally {
    kde.stop()
  }
}

const viewOf = (kde: JobViewServer, title: string): Promise<ShownJobView> =>
  waitFor(`the view "${title}"`, () => kde.open().find(({ properties }) => properties.title === title))

test('a dock shows progress and number on the icon, lets it glow for what is critical, and is left clean', async ({
  fixtures,
}) => {
  const { backend, tidings } = await startConnected(fixtures)
  await backend.publish({ type: 'job', id: 'j-1', state: 'running', title: 'Orders', progress: 0.4 })
  // It starts after the app.
  await withDock(fixtures, async (dock) => {
    await waitFor('progress and number', () => dock.shown().progress === 0.4 && dock.shown().count === 1)
    expect(dock.shown()).toMatchObject({ 'progress-visible': true, 'count-visible': true, urgent: true })
    const item = await fixtures.desktop.tray.waitForItem()
    await item.choose('Mark all as read')
    await waitFor('the number to go', () => dock.shown()['count-visible'] === false)
    expect(dock.shown().urgent).toBe(false)
    await backend.publish({ type: 'job', id: 'j-1', state: 'succeeded', title: 'Orders' })
    await waitFor('the bar to go', () => dock.shown()['progress-visible'] === false)
    await waitFor('the number', () => dock.shown()['count-visible'] === true)
    await tidings.quit()
    await waitFor('a clean icon', () => dock.shown()['count-visible'] === false)
    expect(await tidings.renderers().catch(() => 0)).toBe(0)
  })
})

test('KDE shows a job while it runs, at most twice a second, and its end is told once', async ({
  fixtures,
}) => {
  const { backend } = await startConnected(fixtures)
  await withKde(fixtures, async (kde) => {
    await backend.publish({ type: 'job', id: 'j-1', state: 'running', title: 'Orders', progress: 0.01 })
    const first = await viewOf(kde, 'Orders')
    const began = performance.now()
    for (let percent = 2; percent <= 50; percent += 1) {
      await backend.publish({
        type: 'job',
        id: 'j-1',
        state: 'running',
        title: 'Orders',
        progress: percent / 100,
      })
    }
    const view = await waitFor('the progress', () =>
      kde.open().find(({ properties }) => properties.percent === 50),
    )
    expect(view.changes - first.changes).toBeLessThanOrEqual(2 + Math.ceil((performance.now() - began) / 500))
    await backend.publish({ type: 'job', id: 'j-1', state: 'failed', title: 'Orders', message: 'Row 51' })
    await waitFor('the end', () => kde.open().length === 0)
    // The code by which KDE takes it off the screen without a word.
    expect(kde.views().at(-1)?.end).toEqual([1, 'Row 51', {}])
    await fixtures.desktop.notifications.waitFor(({ summary }) => summary === 'Failed: Orders')
  })
})

test('KDE shows at most ten, nothing while notifications are paused, and everything again after a restart of its own', async ({
  fixtures,
}) => {
  const { backend, tidings } = await startConnected(fixtures)
  const run = (id: number) =>
    backend.publish({ type: 'job', id: `j-${id}`, state: 'running', title: `Job ${id}`, progress: 0.5 })
  await withKde(fixtures, async (kde) => {
    for (let id = 1; id <= 12; id += 1) await run(id)
    await waitFor('ten views', () => kde.open().length === 10)
    const item = await fixtures.desktop.tray.waitForItem()
    await item.choose('Until I resume')
    await waitFor('no view', () => kde.open().length === 0)
    await item.choose('Resume notifications')
    await waitFor('ten views again', () => kde.open().length === 10)
  })
  await withKde(fixtures, async (kde) => {
    await waitFor('ten views of the successor', () => kde.open().length === 10)
    await tidings.quit()
    await waitFor('the end', () => kde.open().length === 0)
    expect(kde.views().map(({ end }) => end?.[0])).toEqual(Array.from({ length: 10 }, () => 1))
  })
})

test('a download is shown with its bytes, and cancelled there', async ({ fixtures }) => {
  const { desktop } = fixtures
  const stream = await startHeldDownload()
  try {
    await withKde(fixtures, async (kde) => {
      const tidings = await fixtures.launch('--server', `${stream.origin}/stream`, '--hidden')
      await fixtures.cli.waitForConnection('open')
      stream.offer('Orders')
      const notification = await desktop.notifications.waitFor(
        ({ summary, id }) => summary === 'Orders' && id !== undefined,
      )
      await desktop.notifications.press(notification, 'Download')
      const view = await viewOf(kde, 'Downloading file.csv')
      expect(view.request.slice(0, 2)).toEqual(['tidings', 1])
      await waitFor('its bytes', () => kde.open()[0]?.properties.processedBytes === 250)
      expect(kde.open()[0]?.properties).toMatchObject({ totalBytes: 1_000, percent: 25 })
      kde.cancel(view)
      await waitFor('the end', () => kde.open().length === 0)
      await waitFor('the connection to be closed', () => stream.downloads() === 0)
      const folder = await tidings.app.evaluate(({ app }) => app.getPath('downloads'))
      await waitFor('the folder to be empty', () => readdirSync(folder).length === 0)
      expect(desktop.notifications.all().map(({ summary }) => summary)).toEqual(['Orders'])
    })
  } finally {
    stream.stop()
  }
})

test('a desktop that hangs holds nothing up', async ({ fixtures }) => {
  const kde = await startJobViewServer(addressOf(fixtures), { hangsAt: 'requestView' })
  const { backend, tidings } = await startConnected(fixtures)
  await backend.publish({ type: 'job', id: 'j-1', state: 'running', title: 'Orders', progress: 0.5 })
  await waitFor('the request', () => kde.waiting() === 1)
  await backend.publish({ type: 'job', id: 'j-1', state: 'succeeded', title: 'Orders' })
  await fixtures.desktop.notifications.waitFor(({ summary }) => summary === 'Orders')
  await tidings.quit()
  kde.stop()
})

/** A server with a stream and a file of 1,000 bytes, of which it sends 250. */
async function startHeldDownload() {
  let send = (_event: unknown) => {}
  let downloads = 0
  const server = createServer((request, response) => {
    if (request.url === '/file') {
      downloads += 1
      response.on('close', () => {
        downloads -= 1
      })
      response.writeHead(200, { 'Content-Type': 'text/csv', 'Content-Length': '1000' })
      response.write('x'.repeat(250))
      return
    }
    response.writeHead(200, { 'Content-Type': 'text/event-stream' })
    send = (event) => response.write(`id: 1\ndata: ${JSON.stringify(event)}\n\n`)
    response.write('data: {"type":"connected"}\n\n')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    origin,
    downloads: () => downloads,
    offer: (title: string) =>
      send({
        ...{ type: 'job', id: 'j-1', state: 'succeeded', title },
        download: { url: `${origin}/file`, filename: 'file.csv' },
      }),
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

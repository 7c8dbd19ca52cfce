import { readdirSync, readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expectField, waitFor } from '../support/wait-for.ts'
import { openBridge } from './bridge.ts'
import { expect, type TestFixtures, test } from './fixtures.ts'

type Reply = (request: IncomingMessage, response: ServerResponse) => void

/** A server with a stream and files, each with an answer of its own. HTTP/1.1, so that Chromium limits connections. */
async function startServer(files: Readonly<Record<string, Reply>>) {
  const streams = new Set<ServerResponse>()
  let id = 0
  const server = createServer((request, response) => {
    const file = files[request.url ?? '']
    if (file !== undefined) return file(request, response)
    response.writeHead(200, { 'Content-Type': 'text/event-stream' })
    response.write('data: {"type":"connected"}\n\n')
    streams.add(response)
    response.on('close', () => streams.delete(response))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const origin = `http://127.0.0.1:${port}`
  return {
    streamUrl: `${origin}/stream`,
    streams,
    /** Offers the file at this path as the result of a job with this title. */
    offer: (path: string, title: string) => {
      id += 1
      const download = { url: `${origin}${path}` }
      const event = { type: 'job', id: `job-${id}`, state: 'succeeded', title, download }
      for (const stream of streams) stream.write(`id: ${id}\ndata: ${JSON.stringify(event)}\n\n`)
    },
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** The app without a window, connected, with downloads in an empty folder. */
async function startApp(fixtures: TestFixtures, server: Awaited<ReturnType<typeof startServer>>) {
  const tidings = await fixtures.launch('--server', server.streamUrl, '--hidden')
  await fixtures.cli.waitForConnection('open')
  const folder = await tidings.app.evaluate(({ app }) => app.getPath('downloads'))
  const offered = async (path: string, title: string) => {
    server.offer(path, title)
    return fixtures.desktop.notifications.waitFor(({ summary, id }) => summary === title && id !== undefined)
  }
  const answer = (title: string, body: string) =>
    fixtures.desktop.notifications.waitFor(
      (notification) =>
        notification.summary === title && notification.body.includes(body) && notification.id !== undefined,
    )
  return { tidings, folder, offered, answer }
}

test('a download that was started from a notification tells its end, with the name from the server', async ({
  fixtures,
}, info) => {
  const { desktop } = fixtures
  const server = await startServer({
    '/1': (_request, response) => {
      response.writeHead(200, {
        'Content-Type': 'text/csv',
        'Content-Disposition': `attachment; filename=x.csv; filename*=UTF-8''%E6%B3%A8%E6%96%87.csv`,
      })
      response.end('a,b\n')
    },
    '/2': (_request, response) => {
      const name = Buffer.from('Übersicht 請求.csv').toString('latin1')
      response.writeHead(200, { 'Content-Disposition': `attachment; filename="${name}"` }).end('a,b\n')
    },
  })
  const { tidings, folder, offered, answer } = await startApp(fixtures, server)
  await desktop.notifications.press(await offered('/1', 'Orders'), 'Download')
  const done = await answer('Downloaded', '注文.csv')
  await desktop.screenshot(info.outputPath('downloaded.png'))
  expect(readdirSync(folder)).toEqual(['注文.csv'])
  expect(tidings.app.windows()).toHaveLength(0)

  await tidings.app.evaluate(({ shell }) => {
    shell.showItemInFolder = (path) => Reflect.set(globalThis, 'shownByTest', path)
  })
  await desktop.notifications.press(done, 'Show in folder')
  const shown = await waitFor('the folder to be shown', () =>
    tidings.app.evaluate((): unknown => Reflect.get(globalThis, 'shownByTest')),
  )
  expect(shown).toBe(join(folder, '注文.csv'))

  await desktop.notifications.closeAll()
  await desktop.notifications.press(await offered('/2', 'Invoices'), 'Download')
  await answer('Downloaded', 'Übersicht 請求.csv')
  server.stop()
})

test('a download that failed says why, leaves its item unread, and can be tried again', async ({
  fixtures,
}) => {
  const { desktop, cli } = fixtures
  let isGone = true
  const server = await startServer({
    '/1': (_request, response) => {
      if (isGone) response.writeHead(410).end()
      else response.writeHead(200, { 'Content-Disposition': 'attachment; filename=orders.csv' }).end('a,b\n')
    },
    '/login.csv': (_request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/html' }).end('<form>Sign in</form>')
    },
  })
  const { folder, offered, answer } = await startApp(fixtures, server)
  await desktop.notifications.press(await offered('/1', 'Orders'), 'Download')
  const failed = await answer('Download failed', '410')
  await waitFor('the item to be unread', async () => expectField((await cli.history())[0], 'read', false))
  isGone = false
  await desktop.notifications.press(failed, 'Try again')
  await answer('Downloaded', 'orders.csv')

  await desktop.notifications.closeAll()
  await desktop.notifications.press(await offered('/login.csv', 'Invoices'), 'Download')
  await answer('Download failed', 'web page')
  expect(readdirSync(folder)).toEqual(['orders.csv'])
  server.stop()
})

test('a file that is stored compressed arrives, whatever the server says of it', async ({ fixtures }) => {
  const text = 'a,b\n'.repeat(10_000)
  const server = await startServer({
    // It decompresses for those who ask for the file itself, but still calls it compressed.
    '/once.csv': (request, response) => {
      const isPlain = request.headers['accept-encoding'] === 'identity'
      response.writeHead(200, { 'Content-Encoding': 'gzip', 'Content-Type': 'text/csv' })
      response.end(isPlain ? text : gzipSync(text))
    },
    '/never.csv': (_request, response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip', 'Content-Type': 'text/csv' }).end(text)
    },
  })
  const { desktop } = fixtures
  const { folder, offered, answer } = await startApp(fixtures, server)
  await desktop.notifications.press(await offered('/once.csv', 'Orders'), 'Download')
  await answer('Downloaded', 'once.csv')
  expect(readFileSync(join(folder, 'once.csv'), 'utf8')).toBe(text)
  await desktop.notifications.closeAll()
  await desktop.notifications.press(await offered('/never.csv', 'Invoices'), 'Download')
  await answer('Download failed', 'compression')
  expect(readdirSync(folder)).toEqual(['once.csv'])
  server.stop()
})

test('many downloads wait for their turn, and leave the stream its connection', async ({
  fixtures,
}, info) => {
  const { desktop, cli } = fixtures
  const held: ServerResponse[] = []
  const hold: Reply = (_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/csv', 'Content-Length': 100 })
    response.write('x'.repeat(47))
    held.push(response)
  }
  const paths = Array.from({ length: 7 }, (_, number) => `/${number}.csv`)
  const server = await startServer(Object.fromEntries(paths.map((path) => [path, hold])))
  const tidings = await fixtures.launch('--server', server.streamUrl)
  await cli.waitForConnection('open')
  for (const path of paths) server.offer(path, `تصدير ${path}`)
  const bridge = await openBridge(await tidings.page())
  const { latest } = await bridge.until(
    'all rows',
    (snapshot) => snapshot.latest.items.length === paths.length,
  )
  for (const { key } of latest.items) await bridge.send({ type: 'download', key })
  const counted = (kind: string) => (snapshot: { readonly latest: typeof latest }) =>
    snapshot.latest.items.filter(({ download }) => download?.kind === kind).length
  await bridge.until('three downloads', (snapshot) => counted('running')(snapshot) === 3 && held.length === 3)
  await bridge.until('four that wait', (snapshot) => counted('queued')(snapshot) === 4)
  const page = await tidings.page()
  await expect(page.getByText('47 byte of 100 byte')).toHaveCount(3)
  const item = await desktop.tray.waitForItem()
  const downloads = await waitFor('the downloads in the menu', async () => {
    const labels = (await item.menu()).map(({ label }) => label).filter((label) => label.startsWith('↓'))
    return labels.length === 3 && labels.every((label) => label.includes('47')) && labels
  })
  expect(downloads[0]).toContain('تصدير')
  await desktop.screenshot(info.outputPath('queue.png'))

  const [broken] = server.streams
  broken?.destroy()
  await waitFor('the stream to come back', () => [...server.streams].some((stream) => stream !== broken))
  server.offer('/after.csv', 'After the break')
  await bridge.until('the next event', (snapshot) => snapshot.latest.items.length === paths.length + 1)

  for (let answered = 0; answered < paths.length; answered += 1) {
    await waitFor('the next request', () => held.length > answered)
    held[answered]?.end('x'.repeat(53))
  }
  await bridge.until('all files', (snapshot) => counted('done')(snapshot) === paths.length)
  server.stop()
})

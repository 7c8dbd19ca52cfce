import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { english } from '../../../electron/i18n/english.ts'
import { explainDownloadError } from '../../../electron/i18n/explain.ts'
import type { DownloadOffer } from '../../../electron/model/download.ts'
import { waitFor } from '../../support/wait-for.ts'
import {
  content,
  firstHalf,
  type Reply,
  sha256,
  startApp,
  startServer,
  status,
  wholeFile,
} from './download-fixture.ts'

describe('a download', () => {
  test('arrives complete and verified in the folder, and is requested with the token of its origin', async () => {
    const { origin, requests } = await startServer(wholeFile)
    const app = startApp(origin, { size: content.length, sha256 })
    app.downloads.start(app.key)
    expect(await app.until('done')).toMatchObject({
      ...{ fileName: 'orders.csv', bytes: content.length, verified: true },
    })
    expect(app.files()).toEqual(['orders.csv'])
    expect(readFileSync(join(app.folder, 'orders.csv')).equals(content)).toBe(true)
    expect(requests).toMatchObject([{ authorization: 'Bearer secret' }])
    expect(app.store.item(app.key)?.read).toBe(true)
    app.downloads.show(app.key)
    expect(app.shown).toEqual([join(app.folder, 'orders.csv')])
  })

  test('never replaces a file that is already there', async () => {
    const { origin } = await startServer(wholeFile)
    const app = startApp(origin, {})
    writeFileSync(join(app.folder, 'orders.csv'), 'mine')
    app.downloads.start(app.key)
    expect(await app.until('done')).toMatchObject({ fileName: 'orders (1).csv' })
    expect(readFileSync(join(app.folder, 'orders.csv'), 'utf8')).toBe('mine')
  })

  test('never leaves the folder, whatever the server calls it, and can’t be run', async () => {
    const { origin } = await startServer(wholeFile)
    const app = startApp(origin, { filename: '../../../evil\u202Egpj.sh' })
    app.downloads.start(app.key)
    expect(await app.until('done')).toMatchObject({ fileName: 'evilgpj.sh' })
    expect(app.files()).toEqual(['evilgpj.sh'])
    expect(statSync(join(app.folder, 'evilgpj.sh')).mode & 0o111).toBe(0)
  })

  test('resumes where the connection broke', async () => {
    const { origin, requests } = await startServer(firstHalf('break'), wholeFile)
    const app = startApp(origin, { size: content.length, sha256 })
    app.downloads.start(app.key)
    await app.until('done')
    expect(readFileSync(join(app.folder, 'orders.csv')).equals(content)).toBe(true)
    // Bytes that were still in transit are lost with the connection.
    expect(requests.map(({ range }) => range)).toEqual([
      undefined,
      expect.stringMatching(/^bytes=[1-9]\d*-$/),
    ])
  })

  test('starts over when the file has changed meanwhile', async () => {
    const { origin } = await startServer(firstHalf('break'), (request, response) => {
      delete request.headers.range
      wholeFile(request, response)
    })
    const app = startApp(origin, { sha256 })
    app.downloads.start(app.key)
    await app.until('done')
    expect(readFileSync(join(app.folder, 'orders.csv')).equals(content)).toBe(true)
  })

  test('that ends with the app is shown as interrupted, and resumes when it is started again', async () => {
    const { origin, requests } = await startServer(firstHalf('hang'), wholeFile)
    const first = startApp(origin, { size: content.length, sha256 })
    first.downloads.start(first.key)
    await waitFor('the first half', () => {
      const running = first.downloads.active()[0]?.download
      return running?.kind === 'running' && running.received === 150_000
    })
    first.downloads.stop()
    first.writeAll()
    expect(first.download()).toMatchObject({ kind: 'interrupted', received: 150_000 })
    await waitFor('the download to end', () => first.downloads.active().length === 0)
    first.store.close()

    const second = startApp(origin, {}, first)
    expect(second.download()).toMatchObject({ kind: 'interrupted', received: 150_000 })
    second.downloads.start(second.key)
    await second.until('done')
    expect(second.files()).toEqual(['orders.csv'])
    expect(requests.at(-1)?.range).toBe('bytes=150000-')
  })

  test('of an app that was killed is shown as interrupted too', async () => {
    const { origin } = await startServer(firstHalf('hang'))
    const first = startApp(origin, {})
    const running = { kind: 'running', received: 5, total: 10, perSecond: null } as const
    first.store.apply({
      type: 'put-download',
      key: first.key,
      stored: { download: running, file: '/nowhere.part', validator: null },
    })
    first.store.close()
    const second = startApp(origin, {}, first)
    expect(await second.until('interrupted')).toMatchObject({ received: 5 })
  })

  test('that fails again and again is interrupted, and its partial file stays', async () => {
    const { origin } = await startServer(firstHalf('break'), status(503))
    const app = startApp(origin, {})
    app.downloads.start(app.key)
    expect((await app.until('interrupted')).received).toBeGreaterThan(0)
    expect(app.files()).toEqual(['orders.csv.part'])
  })

  test('that fails again before the first byte can still be resumed', async () => {
    const replies = { current: firstHalf('break') }
    const { origin, requests } = await startServer((request, response) => {
      replies.current(request, response)
      if (replies.current !== wholeFile) replies.current = status(503)
    })
    const app = startApp(origin, { sha256 })
    app.downloads.start(app.key)
    await app.until('interrupted')
    app.downloads.start(app.key)
    await waitFor('the second attempt', () => app.download()?.kind === 'running')
    const { received } = await app.until('interrupted')
    replies.current = wholeFile
    app.downloads.start(app.key)
    await app.until('done')
    expect(requests.at(-1)?.range).toBe(`bytes=${received}-`)
  })

  test('can be cancelled, and leaves nothing', async () => {
    const { origin } = await startServer(firstHalf('hang'))
    const app = startApp(origin, {})
    app.downloads.start(app.key)
    await waitFor('the partial file', () => app.files().length === 1)
    app.downloads.cancel(app.key)
    await waitFor('the download to end', () => app.downloads.active().length === 0)
    await waitFor('the row to lose it', () => app.download() === null)
    expect(app.files()).toEqual([])
  })

  test.each(['at once', 'while its state is stored', 'while its partial file is opened'])(
    'that is resumed can be cancelled %s, and leaves nothing',
    async (when) => {
      const { origin } = await startServer(
        firstHalf('break'),
        status(503),
        status(503),
        status(503),
        firstHalf('hang'),
      )
      const app = startApp(origin, {})
      app.downloads.start(app.key)
      await app.until('interrupted')
      expect(app.files()).toEqual(['orders.csv.part'])
      app.downloads.start(app.key)
      if (when !== 'at once') await waitFor('the stored state', () => app.download()?.kind === 'running')
      if (when === 'while its partial file is opened') await new Promise(setImmediate)
      app.downloads.cancel(app.key)
      await waitFor('the download to end', () => app.downloads.active().length === 0)
      await waitFor('the row to lose it', () => app.download() === null)
      await waitFor('the partial file to go', () => app.files().length === 0)
    },
  )

  test.each<[string, Partial<DownloadOffer>, Reply]>([
    ['another size than was announced', { size: 10 }, wholeFile],
    ['more than was announced', { size: 10 }, (_request, response) => response.end(content)],
    ['another checksum than was announced', { sha256: '0'.repeat(64) }, wholeFile],
    ['no file any more', {}, status(404)],
    ['a file that has expired', {}, status(410)],
    ['no permission for it', {}, status(403)],
    ['a redirect to an unsafe address', {}, status(302, { Location: 'http://example.com/f' })],
    ['a redirect in a circle', {}, status(302, { Location: '/file' })],
  ])('fails with an explanation when there is %s, and leaves nothing', async (_name, offer, reply) => {
    const { origin } = await startServer(reply)
    const app = startApp(origin, offer)
    app.downloads.start(app.key)
    expect(explainDownloadError((await app.until('failed')).reason, english)).toMatch(/^[A-Z].+\.$/)
    expect(app.files()).toEqual([])
  })

  test('that has expired fails without a request', async () => {
    const { origin, requests } = await startServer(wholeFile)
    const app = startApp(origin, { expiresAt: Date.now() - 1 })
    app.downloads.start(app.key)
    expect((await app.until('failed')).reason).toEqual({ kind: 'expired' })
    expect(requests).toEqual([])
  })

  test('that is redirected to another origin is requested there without the token', async () => {
    const elsewhere = await startServer(wholeFile)
    const { origin, requests } = await startServer(status(307, { Location: `${elsewhere.origin}/signed` }))
    const app = startApp(origin, { sha256 })
    app.downloads.start(app.key)
    await app.until('done')
    expect(requests).toMatchObject([{ authorization: 'Bearer secret' }])
    expect(elsewhere.requests).toMatchObject([{ path: '/signed', authorization: undefined }])
  })

  test('from another origin is requested without the token', async () => {
    const elsewhere = await startServer(wholeFile)
    const { origin } = await startServer(wholeFile)
    const app = startApp(origin, { url: `${elsewhere.origin}/f` })
    app.downloads.start(app.key)
    await app.until('done')
    expect(elsewhere.requests).toMatchObject([{ authorization: undefined }])
  })

  test('fails with an explanation when the folder can’t be written to', async () => {
    const { origin } = await startServer(wholeFile)
    const blocked = join(mkdtempSync(join(tmpdir(), 'tidings-downloads-')), 'file')
    writeFileSync(blocked, '')
    const app = startApp(origin, {}, { folder: join(blocked, 'Downloads') })
    app.downloads.start(app.key)
    expect((await app.until('failed')).reason).toEqual({ kind: 'folder-missing' })
  })

  test('is opened when it is data', async () => {
    const { origin } = await startServer(wholeFile)
    const app = startApp(origin, {})
    app.downloads.open(app.key)
    app.downloads.start(app.key)
    await app.until('done')
    app.downloads.open(app.key)
    expect(app.openedFiles).toEqual([join(app.folder, 'orders.csv')])
    expect(app.shown).toEqual([])
  })

  test.each(['orders.exe', 'orders.csv.exe', 'orders.html', 'orders', 'orders.xlsm'])(
    'that may be a program is shown in its folder instead: %s',
    async (filename) => {
      const { origin } = await startServer(wholeFile)
      const app = startApp(origin, { filename })
      app.downloads.start(app.key)
      await app.until('done')
      app.downloads.open(app.key)
      expect(app.openedFiles).toEqual([])
      expect(app.shown).toEqual([join(app.folder, filename)])
    },
  )

  test('for which there is no program is shown in its folder, and what is gone is no longer shown as done', async () => {
    const { origin } = await startServer(wholeFile)
    const app = startApp(origin, {}, { canOpen: false })
    app.downloads.start(app.key)
    await app.until('done')
    app.downloads.open(app.key)
    await waitFor('the folder', () => app.shown.length > 0)
    rmSync(join(app.folder, 'orders.csv'))
    app.downloads.open(app.key)
    expect((await app.until('failed')).reason).toEqual({ kind: 'not-found' })
  })

  test('whose file was moved away is no longer shown as done', async () => {
    const { origin } = await startServer(wholeFile)
    const app = startApp(origin, {})
    app.downloads.start(app.key)
    await app.until('done')
    rmSync(join(app.folder, 'orders.csv'))
    app.downloads.show(app.key)
    expect(app.shown).toEqual([])
    expect((await app.until('failed')).reason).toEqual({ kind: 'not-found' })
  })
})

test('a finished file can be dragged out of the window, unless it was moved away', async () => {
  const { origin } = await startServer(wholeFile)
  const app = startApp(origin, {})
  app.downloads.drag(app.key)
  app.downloads.start(app.key)
  await app.until('done')
  app.downloads.drag(app.key)
  const file = join(app.folder, 'orders.csv')
  expect(app.shown).toEqual([`dragged ${file}`])
  rmSync(file)
  app.downloads.drag(app.key)
  expect((await app.until('failed')).reason).toEqual({ kind: 'not-found' })
  expect(app.shown).toHaveLength(1)
})

describe('the name of a file', () => {
  const named =
    (disposition: string): Reply =>
    (_request, response) => {
      // Raw bytes, as servers send them.
      response
        .writeHead(200, { 'Content-Disposition': Buffer.from(disposition).toString('latin1') })
        .end('a,b')
    }

  test.each([
    ['attachment; filename="orders-2026.csv"', 'orders-2026.csv'],
    [`attachment; filename="x.csv"; filename*=UTF-8''%E6%B3%A8%E6%96%87.csv`, '注文.csv'],
    ['attachment; filename="Übersicht.csv"', 'Übersicht.csv'],
    ['attachment; filename="../../.bashrc"', 'bashrc'],
    [`attachment; filename*=UTF-8''..%2F..%2Fevil%E2%80%AEvsc.sh`, 'evilvsc.sh'],
    ['attachment', 'file'],
  ])('that the event does not give is that of %s', async (disposition, name) => {
    const { origin } = await startServer(named(disposition))
    const app = startApp(origin, { filename: null })
    app.downloads.start(app.key)
    expect(await app.until('done')).toMatchObject({ fileName: name })
    expect(app.files()).toEqual([name])
  })

  test('that the event gives takes precedence', async () => {
    const { origin } = await startServer(named('attachment; filename="other.csv"'))
    const app = startApp(origin, {})
    app.downloads.start(app.key)
    expect(await app.until('done')).toMatchObject({ fileName: 'orders.csv' })
  })
})

describe('a file that is stored compressed', () => {
  const text = Buffer.from('a,b\n'.repeat(50_000))

  test('arrives as what it is', async () => {
    const { origin, requests } = await startServer((_request, response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync(text))
    })
    const app = startApp(origin, { size: text.length })
    app.downloads.start(app.key)
    await app.until('done')
    expect(readFileSync(join(app.folder, 'orders.csv')).equals(text)).toBe(true)
    expect(requests).toMatchObject([{ acceptEncoding: 'identity' }])
  })

  test('may be offered with the size of its compressed bytes', async () => {
    const compressed = gzipSync(text)
    const { origin } = await startServer((_request, response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip', 'Content-Length': compressed.length })
      response.end(compressed)
    })
    const app = startApp(origin, { size: compressed.length })
    app.downloads.start(app.key)
    expect(await app.until('done')).toMatchObject({ bytes: text.length })
  })

  test('is requested once more with compression where the server decompresses it but says that it did not', async () => {
    const { origin, requests } = await startServer((request, response) => {
      const isWrong = request.headers['accept-encoding'] === 'identity'
      response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(isWrong ? text : gzipSync(text))
    })
    const app = startApp(origin, {})
    app.downloads.start(app.key)
    await app.until('done')
    expect(readFileSync(join(app.folder, 'orders.csv')).equals(text)).toBe(true)
    expect(requests.map(({ acceptEncoding }) => acceptEncoding === 'identity')).toEqual([true, false])
  })

  test('fails in words and leaves nothing when it can’t be decompressed at all', async () => {
    const { origin, requests } = await startServer((_request, response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(text)
    })
    const app = startApp(origin, {})
    app.downloads.start(app.key)
    expect((await app.until('failed')).reason).toEqual({ kind: 'wrong-encoding' })
    expect(requests).toHaveLength(2)
    expect(app.files()).toEqual([])
  })
})

test('a connection that breaks before the first byte leaves no empty file', async () => {
  const { origin } = await startServer((_request, response) => response.destroy())
  const app = startApp(origin, {})
  app.downloads.start(app.key)
  expect((await app.until('failed')).reason).toMatchObject({ kind: 'connection-broke' })
  expect(app.files()).toEqual([])
})

describe('a web page that comes instead of the file', () => {
  const page: Reply = (_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end('<form>Sign in</form>')
  }

  test('is refused by the name of the file', async () => {
    const { origin } = await startServer(page)
    const app = startApp(origin, {})
    app.downloads.start(app.key)
    expect((await app.until('failed')).reason).toEqual({ kind: 'web-page' })
    expect(app.files()).toEqual([])
  })

  test('is refused when a redirect led to it', async () => {
    const elsewhere = await startServer(page)
    const { origin } = await startServer(status(302, { Location: `${elsewhere.origin}/login` }))
    const app = startApp(origin, { filename: null })
    app.downloads.start(app.key)
    expect((await app.until('failed')).reason).toEqual({ kind: 'web-page' })
  })
})

test('a folder that is written with two slashes is used', async () => {
  const { origin } = await startServer(wholeFile)
  const folder = mkdtempSync(join(tmpdir(), 'tidings-downloads-'))
  const app = startApp(origin, {}, { folder: `${folder}//dl2/` })
  app.downloads.start(app.key)
  await app.until('done')
  expect(readdirSync(join(folder, 'dl2'))).toEqual(['orders.csv'])
})

test('a file where the folder should be is explained', async () => {
  const { origin } = await startServer(wholeFile)
  const folder = join(mkdtempSync(join(tmpdir(), 'tidings-downloads-')), 'Downloads')
  writeFileSync(folder, 'a file')
  const app = startApp(origin, {}, { folder })
  app.downloads.start(app.key)
  expect((await app.until('failed')).reason).toEqual({ kind: 'folder-is-file' })
  expect(readFileSync(folder, 'utf8')).toBe('a file')
})

describe('the end of a download', () => {
  test('is announced once, with the file', async () => {
    const { origin } = await startServer(wholeFile)
    const app = startApp(origin, {})
    app.downloads.start(app.key)
    await app.until('done')
    expect(app.notified).toMatchObject([{ kind: 'done', fileName: 'orders.csv' }])
    expect(app.store.item(app.key)?.read).toBe(true)
  })

  test('as a failure makes the item unread again', async () => {
    const { origin } = await startServer(status(410))
    const app = startApp(origin, {})
    app.downloads.start(app.key)
    await app.until('failed')
    expect(app.notified).toMatchObject([{ kind: 'failed', reason: { kind: 'server-expired' } }])
    expect(app.store.item(app.key)?.read).toBe(false)
  })

  test('is not announced when the user cancels it', async () => {
    const { origin } = await startServer(firstHalf('hang'))
    const app = startApp(origin, {})
    app.downloads.start(app.key)
    await app.until('running')
    app.downloads.cancel(app.key)
    await waitFor('the download to end', () => app.downloads.active().length === 0)
    expect(app.notified).toEqual([])
    expect(app.store.item(app.key)?.read).toBe(true)
  })
})

describe('many downloads at once', () => {
  /** A server that holds every response back until it is released. */
  async function startSlowServer() {
    const held: (() => void)[] = []
    const server = await startServer((_request, response) => {
      held.push(() => response.writeHead(200, { 'Content-Length': 4 }).end('done'))
    })
    return { ...server, held }
  }

  test('run three at a time, and the others in the order in which they were requested', async () => {
    const { origin, held, requests } = await startSlowServer()
    const app = startApp(origin, {})
    const keys = [app.key, ...Array.from({ length: 5 }, () => app.addJob())]
    for (const key of keys) app.downloads.start(key)
    await waitFor('three requests', () => held.length === 3)
    app.writeAll()
    expect(keys.map((key) => app.store.item(key)?.download?.kind)).toEqual([
      ...['running', 'running', 'running', 'queued', 'queued', 'queued'],
    ])
    expect(app.downloads.active()).toHaveLength(6)
    for (let answered = 0; answered < 6; answered += 1) {
      await waitFor('the next request', () => held.length > answered)
      expect(held.length - answered).toBeLessThanOrEqual(3)
      held[answered]?.()
    }
    await waitFor('all downloads to end', () => app.downloads.active().length === 0)
    expect(requests).toHaveLength(6)
    expect(app.files()).toHaveLength(6)
  })

  test('a waiting one can be cancelled', async () => {
    const { origin, held } = await startSlowServer()
    const app = startApp(origin, {})
    const keys = [app.key, ...Array.from({ length: 3 }, () => app.addJob())]
    for (const key of keys) app.downloads.start(key)
    await waitFor('three requests', () => held.length === 3)
    const last = keys.at(-1) ?? 0
    app.downloads.cancel(last)
    app.writeAll()
    expect(app.store.item(last)?.download).toBeNull()
    for (const release of held) release()
    await waitFor('all downloads to end', () => app.downloads.active().length === 0)
    expect(held).toHaveLength(3)
  })

  test('a waiting one is interrupted when the app ends', async () => {
    const { origin, held } = await startSlowServer()
    const first = startApp(origin, {})
    const keys = [first.key, ...Array.from({ length: 3 }, () => first.addJob())]
    for (const key of keys) first.downloads.start(key)
    await waitFor('three requests', () => held.length === 3)
    first.downloads.stop()
    await waitFor('the downloads to end', () => first.downloads.active().length === 0)
    first.writeAll()
    first.store.close()
    const second = startApp(origin, {}, first)
    second.writeAll()
    expect(second.store.item(keys.at(-1) ?? 0)?.download).toMatchObject({ kind: 'interrupted', received: 0 })
  })
})

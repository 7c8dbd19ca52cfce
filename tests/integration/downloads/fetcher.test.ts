import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { SkipReason } from '../../../electron/model/download.ts'
import type { FetchRule } from '../../../electron/model/rule.ts'
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

const fetchRule: FetchRule = { maxMegabytes: 1, folder: null }
const rule = { fetchRule, isEmpty: true }
const large: Reply = (_request, response) => {
  response.writeHead(200)
  const send = () => {
    if (response.destroyed) return
    response.write(Buffer.alloc(200_000), () => setTimeout(send, 2))
  }
  send()
}

function createFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tidings-chosen-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

type App = ReturnType<typeof startApp>
const untilSkipped = async (app: App): Promise<SkipReason> => (await app.until('skipped')).reason
const untilRunning = (app: App) =>
  waitFor('the first half', () => {
    const running = app.downloads.active()[0]?.download
    return running?.kind === 'running' && running.received === 150_000
  })

describe('a result for which a rule says so', () => {
  test('is downloaded by itself and stays unread, and its notification waits for the file', async () => {
    const { origin, requests } = await startServer(wholeFile)
    const app = startApp(origin, { size: content.length, sha256 }, rule)
    app.arrive()
    expect(app.announceable()).toEqual([])
    expect(await app.until('done')).toMatchObject({ fileName: 'orders.csv', verified: true })
    expect(app.announceable()).toEqual([app.key])
    expect(app.releases()).toBe(1)
    expect(app.store.item(app.key)).toMatchObject({ read: false, notification: 'pending' })
    expect(app.notified).toEqual([])
    expect(requests).toHaveLength(1)
  })

  test('is downloaded once: not again with a replay, nor after a restart, nor when the file was deleted', async () => {
    const { origin, requests } = await startServer(wholeFile)
    const first = startApp(origin, {}, rule)
    first.arrive()
    await first.until('done')
    first.arrive()
    rmSync(join(first.folder, 'orders.csv'))
    first.kill()

    const second = startApp(origin, {}, { ...first, ...rule })
    expect(second.announceable()).toEqual([second.key])
    second.arrive()
    expect(second.downloads.active()).toEqual([])
    expect(requests).toHaveLength(1)
  })

  test('of a new attempt is downloaded again', async () => {
    const { origin, requests } = await startServer(wholeFile)
    const app = startApp(origin, {}, rule)
    app.arrive(1, {}, { attempt: 1 })
    await app.until('done')
    app.arrive(1, {}, { attempt: 2 })
    await waitFor('the second file', () => app.files().length === 2)
    await app.until('done')
    expect(requests).toHaveLength(2)
  })

  test('is not downloaded where no rule says so', async () => {
    const { origin, requests } = await startServer(wholeFile)
    const app = startApp(origin, {}, { isEmpty: true })
    app.arrive()
    expect(app.announceable()).toEqual([app.key])
    expect(app.downloads.active()).toEqual([])
    expect(requests).toEqual([])
  })

  test('that is critical is announced without its file, and the file later', async () => {
    const { origin } = await startServer(wholeFile)
    const app = startApp(origin, {}, rule)
    app.arrive(1, {}, { priority: 'critical' })
    expect(app.announceable()).toEqual([app.key])
    app.store.apply({ type: 'set-notification', keys: [app.key], state: 'shown', reason: null })
    await app.until('done')
    expect(app.notified).toMatchObject([{ kind: 'done' }])
  })

  test('that a rule always announces does not wait for its file either', async () => {
    const { origin } = await startServer(wholeFile)
    const app = startApp(origin, {}, { ...rule, notify: 'always' })
    app.arrive()
    expect(app.announceable()).toEqual([app.key])
    await app.until('done')
  })
})

describe('what a rule does not allow', () => {
  test('a file that is announced as larger is not requested', async () => {
    const { origin, requests } = await startServer(wholeFile)
    const app = startApp(origin, { size: 1_000_001 }, rule)
    app.arrive()
    expect(await untilSkipped(app)).toEqual({ kind: 'over-limit', max: 1_000_000, size: 1_000_001 })
    expect(app.announceable()).toEqual([app.key])
    expect(requests).toEqual([])
  })

  test('a file of an unknown size is given up at the limit, and leaves nothing', async () => {
    const { origin } = await startServer(large)
    const app = startApp(origin, {}, rule)
    app.arrive()
    expect(await untilSkipped(app)).toEqual({ kind: 'over-limit', max: 1_000_000, size: null })
    expect(app.files()).toEqual([])
    expect(app.announceable()).toEqual([app.key])
    expect(app.notified).toEqual([])
  })

  test('a file that turns out to be larger is given up before its first byte', async () => {
    const { origin } = await startServer((_request, response) => {
      response.writeHead(200, { 'Content-Length': 5_000_000 }).write('a')
    })
    const app = startApp(origin, {}, rule)
    app.arrive()
    expect(await untilSkipped(app)).toEqual({ kind: 'over-limit', max: 1_000_000, size: 5_000_000 })
    expect(app.files()).toEqual([])
  })

  test('a server that sends more than it has announced fails', async () => {
    const { origin } = await startServer(large)
    const app = startApp(origin, { size: 300_000 }, rule)
    app.arrive()
    expect((await app.until('failed')).reason).toMatchObject({ kind: 'other-size', promised: 300_000 })
    expect(app.files()).toEqual([])
    expect(app.announceable()).toEqual([app.key])
    expect(app.notified).toEqual([])
  })

  test('nothing is requested over a metered connection; the user can still do that', async () => {
    const { origin, requests } = await startServer(wholeFile)
    const app = startApp(origin, {}, { ...rule, isMetered: true })
    app.arrive()
    expect(await untilSkipped(app)).toEqual({ kind: 'metered' })
    expect(requests).toEqual([])
    expect(app.announceable()).toEqual([app.key])
    app.downloads.start(app.key)
    await app.until('done')
    expect(app.notified).toMatchObject([{ kind: 'done' }])
  })
})

test('a result that the server no longer has is announced without a file', async () => {
  const { origin } = await startServer(status(410))
  const app = startApp(origin, {}, rule)
  app.arrive()
  expect((await app.until('failed')).reason).toMatchObject({ kind: 'server-expired' })
  expect(app.announceable()).toEqual([app.key])
  expect(app.notified).toEqual([])
})

test('what the user cancels is announced without a file, and never begun again by itself', async () => {
  const { origin, requests } = await startServer(firstHalf('hang'))
  const first = startApp(origin, {}, rule)
  first.arrive()
  await untilRunning(first)
  first.downloads.cancel(first.key)
  expect(await untilSkipped(first)).toEqual({ kind: 'cancelled' })
  expect(first.announceable()).toEqual([first.key])
  expect(first.notified).toEqual([])
  await waitFor('the partial file to go', () => first.files().length === 0)
  first.kill()

  const second = startApp(origin, {}, { ...first, ...rule })
  expect(second.announceable()).toEqual([second.key])
  expect(second.downloads.active()).toEqual([])
  expect(requests).toHaveLength(1)
})

test('what the end of the app has interrupted goes on once, and its notification waits again', async () => {
  const { origin, requests } = await startServer(firstHalf('hang'), firstHalf('hang'), wholeFile)
  const start = (files: Partial<App> = {}) => startApp(origin, {}, { ...files, ...rule })
  const first = start()
  first.arrive()
  await untilRunning(first)
  first.kill()

  const second = start(first)
  expect(second.announceable()).toEqual([])
  await waitFor('the second request', () => requests.length === 2)
  await waitFor('the state', () => second.download()?.kind === 'running')
  second.kill()

  const third = start(second)
  expect(third.announceable()).toEqual([third.key])
  await third.until('interrupted')
  expect(requests).toHaveLength(2)
  third.downloads.start(third.key)
  await third.until('done')
  expect(third.files()).toEqual(['orders.csv'])
})

test('what was announced before the app ended is not begun again', async () => {
  const { origin, requests } = await startServer(firstHalf('hang'))
  const first = startApp(origin, {}, rule)
  first.arrive()
  await untilRunning(first)
  first.store.apply({ type: 'set-notification', keys: [first.key], state: 'shown', reason: null })
  first.kill()
  const second = startApp(origin, {}, { ...first, ...rule })
  await second.until('interrupted')
  expect(requests).toHaveLength(1)
})

test('a notification waits five minutes for its file, then the end of the download is announced as well', async () => {
  let isReleased = false
  const { origin } = await startServer((_request, response) => {
    response.writeHead(200)
    const send = () => {
      if (isReleased) response.end('end')
      else if (response.write('a')) setTimeout(send, 50)
    }
    send()
  })
  const app = startApp(origin, {}, rule)
  app.arrive()
  await waitFor('five minutes to pass', () => app.announceable().length === 1)
  expect(app.store.item(app.key)?.download?.kind).toBe('running')
  app.store.apply({ type: 'set-notification', keys: [app.key], state: 'shown', reason: null })
  isReleased = true
  await app.until('done')
  expect(app.notified).toMatchObject([{ kind: 'done' }])
})

describe('a replay', () => {
  test('of hundreds downloads no more than twenty at once, and says so in the others', async () => {
    const { origin } = await startServer(firstHalf('hang'))
    const app = startApp(origin, {}, rule)
    for (let number = 1; number <= 300; number += 1) app.arrive(number)
    expect(app.downloads.fetchCount()).toBe(20)
    const tooMany = { kind: 'skipped', reason: { kind: 'too-many' } }
    await waitFor('the last one', () => app.store.item(300)?.download?.kind === 'skipped')
    expect(app.store.item(21)?.download).toEqual(tooMany)
    expect(app.announceable()).toHaveLength(280)
  })

  test('is announced when all of its files are there', async () => {
    const held: (() => void)[] = []
    const { origin } = await startServer((_request, response) => {
      held.push(() => response.writeHead(200, { 'Content-Length': 4 }).end('done'))
    })
    const app = startApp(origin, {}, rule)
    app.arrive(1)
    app.arrive(2)
    await waitFor('both requests', () => held.length === 2)
    held[0]?.()
    await waitFor('the first file', () => app.downloads.active().length === 1)
    expect(app.announceable()).toEqual([])
    held[1]?.()
    await waitFor('the second file', () => app.announceable().length === 2)
  })

  test('leaves room for what the user asks for', async () => {
    const { origin, requests } = await startServer(firstHalf('hang'))
    const app = startApp(origin, {}, rule)
    for (let number = 1; number <= 5; number += 1) app.arrive(number)
    await waitFor('two requests', () => requests.length === 2)
    app.downloads.start(5)
    await waitFor('the third one', () => requests.length === 3)
    expect(app.store.item(5)?.download?.kind).toBe('running')
  })

  test('at the first connection to a server brings old results: none is downloaded, not even after a restart', async () => {
    const { origin, requests } = await startServer(wholeFile)
    const first = startApp(origin, {}, rule)
    first.fetcher.connected(`${origin}/stream`, true)
    first.arrive()
    expect(await untilSkipped(first)).toEqual({ kind: 'old-result' })
    first.kill()
    const second = startApp(origin, {}, { ...first, ...rule })
    expect(second.announceable()).toEqual([second.key])
    expect(requests).toEqual([])
  })
})

describe('the folder that the user has chosen', () => {
  const into = (path: string) => ({
    ...{ isEmpty: true, folders: [{ id: 7, path }] },
    fetchRule: { ...fetchRule, folder: 7 },
  })

  test('gets the file', async () => {
    const { origin } = await startServer(wholeFile)
    const chosen = createFolder()
    const app = startApp(origin, {}, into(chosen))
    app.arrive()
    await app.until('done')
    expect(readdirSync(chosen)).toEqual(['orders.csv'])
    expect(app.files()).toEqual([])
    app.downloads.show(app.key)
    expect(app.shown).toEqual([join(chosen, 'orders.csv')])
  })

  test('is not created again when it is gone, and no other is used', async () => {
    const { origin } = await startServer(wholeFile)
    const chosen = join(createFolder(), 'Exports')
    const app = startApp(origin, {}, into(chosen))
    app.arrive()
    expect((await app.until('failed')).reason).toEqual({ kind: 'chosen-folder-missing', folder: 'Exports' })
    expect(app.files()).toEqual([])
    expect(readdirSync(join(chosen, '..'))).toEqual([])
    expect(app.announceable()).toEqual([app.key])
  })

  test.runIf(process.platform === 'linux')('may not be writable', async () => {
    const { origin } = await startServer(wholeFile)
    // Not even the administrator can create files there.
    const app = startApp(origin, {}, into('/sys/kernel'))
    app.arrive()
    const { reason } = await app.until('failed')
    expect(reason).toEqual({ kind: 'chosen-folder-not-writable', folder: 'kernel' })
    expect(app.files()).toEqual([])
  })

  test('that is no longer known is not replaced by another', async () => {
    const { origin, requests } = await startServer(wholeFile)
    const app = startApp(origin, {}, { ...into('/nowhere'), folders: [] })
    app.arrive()
    expect((await app.until('failed')).reason).toMatchObject({ kind: 'chosen-folder-missing' })
    expect(requests).toEqual([])
  })
})

import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createDownloads } from '../../../electron/downloads/downloads.ts'
import { createFetcher } from '../../../electron/downloads/fetcher.ts'
import { numberedName } from '../../../electron/downloads/file-name.ts'
import type { DownloadFetch } from '../../../electron/downloads/request-file.ts'
import type { MonotonicClock } from '../../../electron/model/clock.ts'
import type { Download, DownloadOffer } from '../../../electron/model/download.ts'
import { errorCodeOf } from '../../../electron/model/error-code.ts'
import type { JobEvent } from '../../../electron/model/event.ts'
import type { Item } from '../../../electron/model/item.ts'
import type { ChosenFolder, FetchRule, Rule } from '../../../electron/model/rule.ts'
import { createDownloadFolder } from '../../../electron/platform/files/download-folder.ts'
import type { HistoryWriter } from '../../../electron/store/history-writer.ts'
import { openStore } from '../../../electron/store/open-store.ts'
import { buildRule } from '../../support/build-rule.ts'
import { waitFor } from '../../support/wait-for.ts'
import { append, createLocalWriter, historyPath, job, raw } from '../store/store-fixture.ts'

export const content = randomBytes(300_000)
export const sha256 = createHash('sha256').update(content).digest('hex')

interface ReceivedRequest {
  readonly path: string
  readonly authorization: string | undefined
  readonly range: string | undefined
  readonly acceptEncoding: string
}

export type Reply = (request: IncomingMessage, response: ServerResponse) => void

/** A file server that answers each request with the next reply; the last one is repeated. */
export async function startServer(...replies: Reply[]) {
  const requests: ReceivedRequest[] = []
  const server = createServer((request, response) => {
    const { authorization, range } = request.headers
    const acceptEncoding = String(request.headers['accept-encoding'] ?? '')
    requests.push({ path: request.url ?? '', authorization, range, acceptEncoding })
    const reply = replies[Math.min(requests.length, replies.length) - 1]
    reply?.(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { origin: `http://127.0.0.1:${port}`, requests }
}

export const wholeFile: Reply = (request, response) => {
  const start = Number(/^bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0)
  response.writeHead(start === 0 ? 200 : 206, {
    ETag: '"v1"',
    'Content-Length': content.length - start,
    ...(start === 0 ? {} : { 'Content-Range': `bytes ${start}-${content.length - 1}/${content.length}` }),
  })
  response.end(content.subarray(start))
}

/** Sends the first half of the file, then closes the connection or sends nothing more. */
export const firstHalf =
  (then: 'break' | 'hang'): Reply =>
  (_request, response) => {
    response.writeHead(200, { ETag: '"v1"', 'Content-Length': content.length })
    response.write(content.subarray(0, 150_000), () => {
      if (then === 'break') setTimeout(() => response.destroy(), 20)
    })
  }

export const status =
  (code: number, headers: Record<string, string> = {}): Reply =>
  (_request, response) => {
    response.writeHead(code, headers).end('no file')
  }

interface Files {
  /** The history file. */
  readonly path: string
  readonly folder: string
  /** False: there is no program for any file. Default: there is. */
  readonly canOpen: boolean
  /** What a rule says about every item; default: no rule says anything. */
  readonly fetchRule: FetchRule | null
  readonly notify: Rule['notify']
  readonly folders: readonly ChosenFolder[]
  readonly isMetered: boolean
  /** Whether there are no jobs at first. */
  readonly isEmpty: boolean
}

/** Node's fetch. Like Chromium's it says by name that a body could not be decompressed. */
const fetchLikeChromium: DownloadFetch = async (url, init) => {
  const response = await fetch(url, { ...init, headers: { ...init.headers }, redirect: 'manual' })
  const { body, status: code, headers } = response
  if (body === null) return new Response(null, { status: code, headers })
  const decoded = body.getReader()
  const pull = async (controller: ReadableStreamDefaultController<Uint8Array>) => {
    try {
      const { done, value } = await decoded.read()
      if (done) controller.close()
      else controller.enqueue(value)
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
      const isDecoding = errorCodeOf(cause)?.startsWith('Z_') === true
      controller.error(isDecoding ? new Error('net::ERR_CONTENT_DECODING_FAILED') : error)
    }
  }
  return new Response(new ReadableStream({ pull, cancel: () => decoded.cancel() }), { status: code, headers })
}

/** The app's downloads with a real history and a real folder; `fetch` is Node's. Timers run a hundred times faster. */
export function startApp(server: string, offer: Partial<DownloadOffer>, files: Partial<Files> = {}) {
  const path = files.path ?? historyPath()
  const folder = files.folder ?? mkdtempSync(join(tmpdir(), 'tidings-downloads-'))
  if (files.folder === undefined) onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const opened = openStore(path, { now: Date.now })
  if (opened.kind !== 'open') throw new Error(opened.reason)
  const { store } = opened
  onTestFinished(store.close)
  const offered = {
    url: `${server}/file`,
    filename: 'orders.csv',
    size: null,
    sha256: null,
    expiresAt: null,
  }
  let jobs = 0
  /** Receives a job with a result, the same one again for the same number. Returns the item if it is to be announced. */
  const receive = (number: number, its: Partial<DownloadOffer> = {}, said: Partial<JobEvent> = {}) => {
    const download = { ...offered, ...offer, ...its }
    const written = append(
      store,
      `${server}/stream`,
      raw(String(number)),
      job(`j-${number}`, 'succeeded', { ...said, download }),
    )
    return written.kind === 'written' ? written.arrived : null
  }
  /** Adds a job with a result; its key is the number of the job. */
  const addJob = (its: Partial<DownloadOffer> = {}): Item['key'] => {
    jobs += 1
    receive(jobs, its)
    return jobs
  }
  if (files.isEmpty !== true) addJob()
  const shown: string[] = []
  const openedFiles: string[] = []
  const notified: Download[] = []
  const clock: MonotonicClock = {
    now: Date.now,
    elapsed: () => performance.now(),
    after: (ms, task) => {
      const timer = setTimeout(task, ms / 100)
      return () => clearTimeout(timer)
    },
  }
  const { writer: localWriter, writeAll } = createLocalWriter(store)
  let isKilled = false
  const writer: HistoryWriter = {
    ...localWriter,
    write: (change) => (isKilled ? new Promise(() => {}) : localWriter.write(change)),
  }
  const downloads = createDownloads({
    reader: store,
    writer,
    folder: createDownloadFolder({ path: () => folder, numberedName, platform: process.platform }),
    fetch: fetchLikeChromium,
    tokenFor: async () => 'secret',
    clock,
    showFile: (file) => existsSync(file) && shown.push(file) > 0,
    chosenFolder: (chosen) =>
      createDownloadFolder({
        path: () => chosen,
        numberedName,
        platform: process.platform,
        isChosen: true,
      }),
    isMetered: async () => files.isMetered === true,
    dragFile: (file) => existsSync(file) && shown.push(`dragged ${file}`) > 0,
    openFile: async (file) => existsSync(file) && files.canOpen !== false && openedFiles.push(file) > 0,
    notify: (item, startedBy) => fetcher.ended(item, startedBy),
    onChange: () => {},
  })
  // One that has just ended still reads its item, for which the store has to be open.
  onTestFinished(async () => {
    downloads.stop()
    await waitFor('the downloads to end', () => downloads.active().length === 0)
  })
  let releases = 0
  const fetcher = createFetcher({
    ...{ reader: store, writer, downloads, clock },
    ruleOf: () => buildRule({ notify: files.notify ?? 'as-usual', fetch: files.fetchRule ?? null }),
    folders: () => files.folders ?? [],
    onRelease: () => {
      releases += 1
    },
    onEnded: ({ download }) => {
      if (download !== null) notified.push(download)
    },
  })
  onTestFinished(fetcher.stop)
  const key: Item['key'] = 1
  const download = () => store.item(key)?.download ?? null
  return {
    path,
    folder,
    store,
    downloads,
    writeAll,
    /** Ends the app without writing anything more. */
    kill: () => {
      writeAll()
      isKilled = true
      fetcher.stop()
      downloads.stop()
      store.close()
    },
    shown,
    openedFiles,
    notified,
    addJob,
    fetcher,
    /** Receives a job with a result as `receive` does, and tells the fetcher. */
    arrive: (number = 1, its: Partial<DownloadOffer> = {}, said: Partial<JobEvent> = {}) => {
      const item = receive(number, its, said)
      if (item !== null) fetcher.arrived(item)
      return item
    },
    /** The items that may be announced now. */
    announceable: () =>
      fetcher
        .withoutWaiting(store.notificationQueue)
        .entries()
        .map((entry) => entry.key),
    releases: () => releases,
    key,
    download,
    files: () => readdirSync(folder).sort(),
    until: async <Kind extends Download['kind']>(kind: Kind) => {
      const seen = await waitFor(`the download to be ${kind}`, () => {
        const now = download()
        if (now?.kind !== kind) throw new Error(JSON.stringify(now))
        return now
      })
      await waitFor('the download to end', () => kind === 'running' || downloads.active().length === 0)
      return seen as Extract<Download, { kind: Kind }>
    },
  }
}

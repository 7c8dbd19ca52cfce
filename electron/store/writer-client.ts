import { Worker } from 'node:worker_threads'
import type { Clock } from '../model/clock.ts'
import type { Settings } from '../model/settings.ts'
import type { HistoryWriter, WriteResult } from './history-writer.ts'
import type { WorkerMessage, WorkerRequest, WorkerStart } from './worker-protocol.ts'

export interface HistoryWriterOptions {
  /** The history file. */
  readonly file: string
  /** The path of the built writer-worker.ts. */
  readonly program: string
  readonly retention: Settings['retention']
  /** Encrypts and decrypts; null or absent: there is none. */
  readonly key?: Uint8Array | null
  readonly clock: Clock
  /** The history has changed. */
  readonly onChange: () => void
  readonly onDamaged: () => void
  readonly onMaintenanceFailed: (reason: string) => void
  /** The worker failed and was started again. */
  readonly onRestarted: (error: Error) => void
  /** The worker fails again and again: nothing can be written any more. */
  readonly onFailed: (error: Error) => void
}

interface PendingRequest {
  readonly resolve: (result: WriteResult) => void
  readonly reject: (error: unknown) => void
}

/** A notification is written, planned and recorded in a few milliseconds. */
const reportDelayMs = 25
const maxStopMs = 5_000
/** A worker that fails sooner than this after its start would fail again at once. */
const minLifeMs = 10_000

/**
 * Writes the history in a worker thread: SQLite waits for the disk, which may take a tenth of a second and more, and
 * the main process has no time for that. A worker that fails is started again.
 */
export function startHistoryWriter(options: HistoryWriterOptions) {
  const { clock } = options
  const pending = new Map<number, PendingRequest>()
  let retention = options.retention
  let key = options.key ?? null
  let sequence = 0
  let revision = 0
  let lastRequest: Promise<unknown> = Promise.resolve()
  let isChangeReported = true
  let isStopped = false
  let worker = startWorker()

  /** After whatever waits for the write itself, a notification above all: who follows the history has time. */
  const reportChange = () => {
    if (!isChangeReported) return
    isChangeReported = false
    setTimeout(() => {
      isChangeReported = true
      // The history may be closed by now.
      if (!isStopped) options.onChange()
    }, reportDelayMs)
  }

  function startWorker() {
    const startedAt = clock.now()
    const closed = new Int32Array(new SharedArrayBuffer(4))
    const workerData: WorkerStart = { file: options.file, retention, key, closed }
    const thread = new Worker(options.program, { workerData })
    let isOver = false
    let workerRevision = 0

    const onRevision = (next: number) => {
      if (next === workerRevision) return
      workerRevision = next
      revision += 1
      reportChange()
    }
    const take = (number: number): PendingRequest | undefined => {
      const request = pending.get(number)
      pending.delete(number)
      return request
    }
    const onMessage = (message: WorkerMessage) => {
      switch (message.kind) {
        case 'response':
          onRevision(message.revision)
          take(message.sequence)?.resolve(message.result)
          return
        case 'threw':
          take(message.sequence)?.reject(message.error)
          return
        case 'changed':
          onRevision(message.revision)
          return
        case 'maintenance-failed':
          options.onMaintenanceFailed(message.reason)
          return
        case 'damaged':
          options.onDamaged()
      }
    }
    const onLost = (error: Error) => {
      if (isOver) return
      isOver = true
      const requests = [...pending.values()]
      pending.clear()
      const failsAtOnce = clock.now() - startedAt < minLifeMs
      if (!failsAtOnce) worker = startWorker()
      for (const { resolve } of requests) resolve({ kind: 'failed', reason: 'history-closed' })
      if (failsAtOnce) options.onFailed(error)
      else options.onRestarted(error)
    }
    thread.unref()
    thread.on('message', onMessage)
    thread.on('error', onLost)
    thread.on('exit', () => onLost(new Error('the worker has ended')))

    return {
      isOver: () => isOver,
      post: (request: WorkerRequest) => thread.postMessage(request),
      stop: () => {
        if (isOver) return
        isOver = true
        thread.postMessage({ kind: 'close' } satisfies WorkerRequest)
        // A thread that is terminated in the middle of SQLite takes the whole process with it.
        Atomics.wait(closed, 0, 0, maxStopMs)
      },
    }
  }

  const write: HistoryWriter['write'] = (change) => {
    if (worker.isOver()) return Promise.resolve({ kind: 'failed', reason: 'history-closed' })
    sequence += 1
    const number = sequence
    const response = new Promise<WriteResult>((resolve, reject) => {
      pending.set(number, { resolve, reject })
      worker.post({ kind: 'write', sequence: number, change })
    })
    lastRequest = response.catch(() => {})
    return response
  }

  return {
    write,
    flush: () => lastRequest.then(() => {}),
    /** Increments on every change of the history. */
    revision: () => revision,
    setRetention: (next: Settings['retention']) => {
      if (JSON.stringify(next) === JSON.stringify(retention)) return
      retention = next
      worker.post({ kind: 'set-retention', retention })
    },
    /** From now on this key encrypts and decrypts. */
    setKey: (next: Uint8Array) => {
      key = next
      worker.post({ kind: 'set-key', key })
    },
    /** Blocks until everything that was requested is in the file and the file is closed. */
    stop: () => {
      isStopped = true
      worker.stop()
    },
  }
}

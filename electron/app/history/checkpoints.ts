import { Worker } from 'node:worker_threads'
import type { Clock } from '../../model/clock.ts'
import type { Checkpointed } from '../../store/checkpoint.ts'
import type { Store } from '../../store/open-store.ts'

export interface CheckpointsOptions {
  readonly store: Pick<Store, 'checkpoint' | 'checkpointByItself'>
  readonly historyFile: string
  /** The program of the thread: checkpoint-worker.ts, built. */
  readonly program: string
  readonly clock: Clock
  /** There is no such thread, so that writes wait for the disk now and then. */
  readonly onFailed: (error: Error) => void
}

/** What the thread is given. */
export interface CheckpointWork {
  readonly file: string
  /** One number: 1 while there is something to do, set back by the thread. */
  readonly busy: Int32Array<SharedArrayBuffer>
}

export interface Checkpoints {
  /** Something was written. */
  readonly changed: () => void
  /** The store is another one now. */
  readonly renew: () => void
  /** Waits for the disk if it has to. */
  readonly stop: () => void
}

const afterMs = 1_000
const afterChanges = 500
const longestWaitMs = 5_000
/** A log of 16 MiB is to begin anew. */
const longLog = 4_096

/**
 * Has the write-ahead log moved into the file by another thread: flushing a file to the disk can take a tenth of a
 * second, and the main process has no time for that.
 */
export function startCheckpoints(options: CheckpointsOptions): Checkpoints {
  const { store, clock } = options
  let cancel: (() => void) | null = null
  let changes = 0
  let isBusy = false
  const busy = new Int32Array(new SharedArrayBuffer(4))
  const work: CheckpointWork = { file: options.historyFile, busy }
  let worker: Worker | null = new Worker(options.program, { workerData: work })
  worker.unref()

  const start = () => {
    cancel?.()
    cancel = null
    if (worker === null || isBusy) return
    isBusy = true
    changes = 0
    Atomics.store(busy, 0, 1)
    worker.postMessage('move')
  }
  const schedule = () => {
    cancel ??= clock.after(afterMs, start)
  }
  const giveUp = (error: Error) => {
    if (worker === null) return
    worker = null
    renew()
    options.onFailed(error)
  }
  const renew = () => store.checkpointByItself(worker === null)
  renew()
  worker.on('error', giveUp)
  worker.on('message', (result: Checkpointed) => {
    isBusy = false
    // It may come after the stop.
    if (worker === null || result.kind === 'failed') return
    // In a steady stream there is always a little left, and the log would grow on and on. That little is done here.
    const left = result.inLog - result.moved
    if (result.inLog > longLog && left < longLog / 16) store.checkpoint()
    if (left > 0 || changes > 0) schedule()
  })

  return {
    changed: () => {
      changes += 1
      if (changes < afterChanges) schedule()
      else start()
    },
    renew,
    stop: () => {
      cancel?.()
      // A thread that is stopped in the middle of SQLite takes the whole process with it.
      if (worker !== null) Atomics.wait(busy, 0, 1, longestWaitMs)
      worker?.postMessage('end')
      worker = null
    },
  }
}

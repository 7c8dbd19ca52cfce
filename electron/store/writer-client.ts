import { Worker } from 'node:worker_threads'
import type { Settings } from '../model/settings.ts'
import type { StoreError } from './store-error.ts'
import type { Desk } from './writer.ts'
import type { WriteName, WritesOnStore } from './writes.ts'

export type WriteResult = ReturnType<WritesOnStore[WriteName]>

/** What the thread is told. It does one thing after the other. */
export type ThreadWish =
  | {
      readonly kind: 'write'
      readonly number: number
      readonly name: WriteName
      readonly values: readonly unknown[]
    }
  | { readonly kind: 'retain'; readonly retention: Settings['retention'] }
  /** To let go of the file. */
  | { readonly kind: 'release' }
  /** To take the file up again, which is another one now. */
  | { readonly kind: 'resume' }
  | { readonly kind: 'end' }

/** What the thread tells. A `revision` is another number whenever there is something new to see. */
export type ThreadNews =
  | {
      readonly kind: 'written'
      readonly number: number
      readonly result: WriteResult
      readonly revision: number
    }
  /** The write threw, which only a bug explains. */
  | { readonly kind: 'broken'; readonly number: number; readonly error: unknown }
  | { readonly kind: 'changed'; readonly revision: number }
  | { readonly kind: 'tidying-failed'; readonly reason: string }
  | { readonly kind: 'damaged' }
  | { readonly kind: 'released' }

/** What the thread begins with. */
export interface ThreadWork {
  readonly file: string
  readonly retention: Settings['retention']
  /** One number, set to 1 when all is written and the file is closed. */
  readonly ended: Int32Array<SharedArrayBuffer>
}

export interface ElsewhereOptions {
  readonly file: string
  /** The program of the thread: writer-worker.ts, built. */
  readonly program: string
  readonly retention: Settings['retention']
  readonly onWritten: (revision: number) => void
  readonly onDamaged: () => void
  readonly onTidyingFailed: (reason: string) => void
  /** There is no such thread, or no more. What was asked for and not answered has failed. */
  readonly onLost: (error: Error) => void
}

export interface ThreadDesk extends Desk {
  readonly retain: (retention: Settings['retention']) => void
  /** Lets go of the file once all that was asked for is written; until `resume` every write fails. */
  readonly release: () => Promise<void>
  readonly resume: () => void
}

interface Waiting {
  readonly resolve: (result: WriteResult) => void
  readonly reject: (error: unknown) => void
}

const longestEndMs = 5_000
const lost: StoreError = { kind: 'failed', reason: 'history-closed' }

/**
 * Has another thread write the history: SQLite waits for the disk, which may take a tenth of a second and more, and the
 * main process has no time for that.
 */
export function writeElsewhere(options: ElsewhereOptions): ThreadDesk {
  const { file, retention } = options
  const waiting = new Map<number, Waiting>()
  const ended = new Int32Array(new SharedArrayBuffer(4))
  const work: ThreadWork = { file, retention, ended }
  const worker = new Worker(options.program, { workerData: work })
  let number = 0
  /** It has ended, or is about to. */
  let isOver = false
  let onReleased = () => {}

  const wish = (wished: ThreadWish) => worker.postMessage(wished)
  worker.unref()
  worker.on('message', (news: ThreadNews) => {
    switch (news.kind) {
      case 'written':
        options.onWritten(news.revision)
        waiting.get(news.number)?.resolve(news.result)
        waiting.delete(news.number)
        return
      case 'broken':
        waiting.get(news.number)?.reject(news.error)
        waiting.delete(news.number)
        return
      case 'changed':
        options.onWritten(news.revision)
        return
      case 'tidying-failed':
        options.onTidyingFailed(news.reason)
        return
      case 'damaged':
        options.onDamaged()
        return
      case 'released':
        onReleased()
    }
  })
  const lose = (error: Error) => {
    if (isOver) return
    isOver = true
    options.onLost(error)
    for (const { resolve } of waiting.values()) resolve(lost)
    waiting.clear()
    onReleased()
  }
  worker.on('error', lose)
  worker.on('exit', () => lose(new Error('the thread has ended')))

  return {
    ask: (name, values) =>
      new Promise((resolve, reject) => {
        number += 1
        waiting.set(number, { resolve, reject })
        wish({ kind: 'write', number, name, values })
      }),
    retain: (limits) => wish({ kind: 'retain', retention: limits }),
    release: () => {
      if (isOver) return Promise.resolve()
      wish({ kind: 'release' })
      return new Promise((resolve) => {
        onReleased = resolve
      })
    },
    resume: () => wish({ kind: 'resume' }),
    end: () => {
      if (isOver) return
      isOver = true
      wish({ kind: 'end' })
      // A thread that is stopped in the middle of SQLite takes the whole process with it.
      Atomics.wait(ended, 0, 0, longestEndMs)
    },
  }
}

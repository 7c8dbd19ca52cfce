import { randomBytes } from 'node:crypto'
import type { EventBus } from './event-bus.ts'
import { type ExportJob, type ExportState, jobEvent } from './export-job.ts'
import { openExportStore } from './export-store.ts'
import { isFinal } from './wire-event.ts'
import { createWorkers } from './workers.ts'
import { writeOrders } from './write-orders.ts'

export interface ExportOptions {
  readonly bus: EventBus
  readonly dataDir: string
  readonly publicUrl: () => string
  /** How long a finished file can be fetched. */
  readonly lifeMs: number
  readonly now: () => number
  /** Called when an export could not be written, or its end not be stored. */
  readonly onProblem: (error: unknown) => void
}

export interface ExportOrder {
  readonly title: string
  readonly rows: number
  readonly rowsPerSecond: number
  /** For demonstrations: fail when this part of the rows (0 to 1) is written. */
  readonly failAt?: number
  /** For tests: wait when this part of the rows (0 to 1) is written, until the export is released. */
  readonly holdAt?: number
}

export interface Exports {
  /** Newest first. */
  list(): readonly ExportJob[]
  find(id: string): ExportJob | undefined
  pathOf(id: string): string
  /** Starts the work in the background and answers at once. */
  start(order: ExportOrder): Promise<ExportJob>
  /** Lets an export that was ordered with `holdAt` go on; any other is not changed by it. */
  release(job: ExportJob): void
  /** Ends the work; a job that is over stays as it is. */
  cancel(job: ExportJob): Promise<ExportJob>
  /** Ends all work without an event: the next start reports these exports as failed. */
  stop(): Promise<void>
}

const progressEveryMs = 250
const maxRunning = 2

export async function createExports(options: ExportOptions): Promise<Exports> {
  const { bus, now } = options
  const store = openExportStore(options.dataDir)
  const jobs = new Map(store.jobs.map((job) => [job.id, job]))
  const aborts = new Map<string, AbortController>()
  const running = new Set<Promise<void>>()
  const runInWorker = createWorkers(maxRunning)
  const holds = new Map<string, Hold>()

  /** The one way a job changes. A job that is over never does. */
  async function move(job: ExportJob, state: ExportState): Promise<ExportJob> {
    const known = jobs.get(job.id) ?? job
    if (isFinal(known.state.kind)) return known
    const moved = { ...known, state }
    jobs.set(job.id, moved)
    // Stored before it is published: no client learns of a file that a crash then loses.
    if (state.kind !== 'running') await store.save([...jobs.values()])
    await bus.publish(jobEvent(moved, options.publicUrl()))
    return moved
  }

  async function run(job: ExportJob, order: ExportOrder, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return
    const rows = order.failAt === undefined ? job.rows : Math.floor(job.rows * order.failAt)
    const hold = holds.get(job.id)
    let publishedAt = Number.NEGATIVE_INFINITY
    async function onProgress(rowsWritten: number): Promise<void> {
      const isHeld = hold !== undefined && !hold.isReleased() && rowsWritten >= hold.atRow
      if (!isHeld && performance.now() - publishedAt < progressEveryMs) return
      publishedAt = performance.now()
      await move(job, { kind: 'running', rowsWritten })
      if (isHeld) await hold.released
    }
    await onProgress(0)
    const file = { path: store.pathOf(job.id), rows, rowsPerSecond: order.rowsPerSecond, signal, onProgress }
    const written = await writeOrders(file)
    if (rows === job.rows) {
      const moved = await move(job, { kind: 'succeeded', ...written, expiresAt: now() + options.lifeMs })
      if (moved.state.kind !== 'succeeded') await store.removeFile(job.id)
      return
    }
    await store.removeFile(job.id)
    const message = `The export stopped at row ${rows.toLocaleString('en-US')}: the orders database did not answer.`
    await move(job, { kind: 'failed', message })
  }

  async function runToTheEnd(job: ExportJob, order: ExportOrder, abort: AbortController): Promise<void> {
    try {
      await runInWorker(() => run(job, order, abort.signal))
    } catch (error) {
      if (abort.signal.aborted) return
      options.onProblem(error)
      await move(job, { kind: 'failed', message: failureText(error) }).catch(options.onProblem)
    } finally {
      aborts.delete(job.id)
      holds.delete(job.id)
    }
  }

  for (const job of jobs.values()) {
    const message = 'The server was restarted before the export was complete. Please start it again.'
    await move(job, { kind: 'failed', message })
  }

  return {
    list: () => [...jobs.values()].reverse(),
    find: (id) => jobs.get(id),
    pathOf: store.pathOf,

    async start(order) {
      const id = `exp-${randomBytes(4).toString('hex')}`
      const { title, rows } = order
      const job = await move(
        { id, title, rows, createdAt: now(), state: { kind: 'queued' } },
        { kind: 'queued' },
      )
      const abort = new AbortController()
      aborts.set(id, abort)
      if (order.holdAt !== undefined) holds.set(id, createHold(rows * order.holdAt, abort.signal))
      const work = runToTheEnd(job, order, abort)
      running.add(work)
      void work.finally(() => running.delete(work))
      return job
    },

    release: (job) => holds.get(job.id)?.release(),

    async cancel(job) {
      const cancelled = move(job, { kind: 'cancelled' })
      aborts.get(job.id)?.abort()
      return cancelled
    },

    async stop() {
      for (const abort of aborts.values()) abort.abort()
      await Promise.all(running)
    },
  }
}

/** Where an export waits to be released. */
interface Hold {
  readonly atRow: number
  readonly isReleased: () => boolean
  readonly release: () => void
  readonly released: Promise<void>
}

/** An export that is cancelled waits no longer. */
function createHold(atRow: number, signal: AbortSignal): Hold {
  const releasing = new AbortController()
  const release = () => releasing.abort()
  signal.addEventListener('abort', release, { once: true })
  return {
    atRow,
    isReleased: () => releasing.signal.aborted,
    release,
    released: new Promise((resolve) => {
      releasing.signal.addEventListener('abort', () => resolve(), { once: true })
    }),
  }
}

/** What the user reads when the file can't be written; the rest of the error is for the log. */
function failureText(error: unknown): string {
  const isFull = error instanceof Error && 'code' in error && error.code === 'ENOSPC'
  return isFull
    ? 'The server has no space left for the export. Please tell its administrator.'
    : 'The server could not write the export. Please try again.'
}

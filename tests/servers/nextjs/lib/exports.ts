import { randomUUID } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type JobEvent, jobEvent } from '../../../../resources/backend-kit/events.ts'
import { publishEvent } from '../../../../resources/backend-kit/publish.ts'
import { writeOrders } from '../../../backend/write-orders.ts'
import { bus } from './bus.ts'
import { readEnvironment } from './environment.ts'

export interface ExportOrder {
  readonly user: string
  readonly rows: number
  readonly rowsPerSecond: number
  /** Where this server is reached, such as `https://app.example.com`. */
  readonly origin: string
}

export interface ExportFile {
  readonly path: string
  readonly filename: string
  /** Lower-case hex. */
  readonly sha256: string
}

const progressEveryMs = 1_000
const lifetimeMs = 7 * 86_400_000

/**
 * Starts the export in the background; resolves with its id when it is announced. It runs in this process: where
 * processes come and go, such as on serverless platforms, put it into a queue instead.
 */
export async function startExport(order: ExportOrder): Promise<string> {
  const id = `exp-${randomUUID()}`
  const title = `Orders, ${order.rows.toLocaleString('en-US')} rows`
  const publish = async (state: JobEvent['state'], fields: Partial<JobEvent>) => {
    const event = jobEvent({ ...fields, id, state, title, category: 'export' })
    await publishEvent(await bus(), order.user, event)
  }
  await publish('queued', { message: 'Waiting to start' })
  void run(id, order, publish).catch(async (error) => {
    console.error(`Export ${id} failed:`, error)
    await publish('failed', { message: 'The export could not be written. Please try again.' })
  })
  return id
}

async function run(
  id: string,
  { user, rows, rowsPerSecond, origin }: ExportOrder,
  publish: (state: JobEvent['state'], fields: Partial<JobEvent>) => Promise<void>,
): Promise<void> {
  const folder = folderOf(user)
  await mkdir(folder, { recursive: true })
  let publishedAt = Number.NEGATIVE_INFINITY
  const onProgress = async (rowsWritten: number) => {
    if (performance.now() - publishedAt < progressEveryMs) return
    publishedAt = performance.now()
    const count = (number: number) => number.toLocaleString('en-US')
    await publish('running', {
      progress: rowsWritten / rows,
      message: `${count(rowsWritten)} of ${count(rows)} rows`,
    })
  }
  const { signal } = new AbortController()
  const { size, sha256 } = await writeOrders({
    path: join(folder, `${id}.csv`),
    rows,
    rowsPerSecond,
    signal,
    onProgress,
  })
  const filename = `orders-${rows}.csv`
  await writeFile(join(folder, `${id}.json`), JSON.stringify({ filename, sha256 }))
  await publish('succeeded', {
    message: 'Your export is ready!',
    download: {
      url: `${origin}/api/exports/${id}/file`,
      filename,
      size,
      sha256,
      expiresAt: new Date(Date.now() + lifetimeMs).toISOString(),
    },
  })
}

/** A finished export of this user; null: there is none with this id. */
export async function findExport(user: string, id: string): Promise<ExportFile | null> {
  if (!/^exp-[0-9a-f-]{36}$/.test(id)) return null
  try {
    const json = await readFile(join(folderOf(user), `${id}.json`), 'utf8')
    const { filename, sha256 }: Omit<ExportFile, 'path'> = JSON.parse(json)
    return { path: join(folderOf(user), `${id}.csv`), filename, sha256 }
  } catch {
    return null
  }
}

/** Encoded, so that no user's name leads out of the folder. */
function folderOf(user: string): string {
  return join(readEnvironment().dataDir, Buffer.from(user).toString('base64url'))
}

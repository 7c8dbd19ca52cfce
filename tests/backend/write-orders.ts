import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { orderHeader, orderRow } from './order-rows.ts'

export interface OrdersFile {
  readonly path: string
  readonly rows: number
  readonly rowsPerSecond: number
  readonly signal: AbortSignal
  /** Awaited before the next rows are written. */
  readonly onProgress: (rowsWritten: number) => Promise<void>
}

export interface WrittenFile {
  /** Bytes. */
  readonly size: number
  /** Lower-case hex. */
  readonly sha256: string
}

/**
 * Writes the CSV row by row, never holding more than a few rows in memory. The file appears under its own name
 * only when it is complete. Rejects when the disk refuses, and with an AbortError when `signal` is aborted;
 * nothing is left behind then.
 */
export async function writeOrders(file: OrdersFile): Promise<WrittenFile> {
  const partial = `${file.path}.part`
  const hash = createHash('sha256')
  let size = 0

  async function* measured(chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      hash.update(chunk)
      size += chunk.length
      yield chunk
    }
  }

  try {
    await pipeline(orders(file), measured, createWriteStream(partial), { signal: file.signal })
    await rename(partial, file.path)
  } catch (error) {
    await rm(partial, { force: true })
    throw error
  }
  return { size, sha256: hash.digest('hex') }
}

async function* orders({ rows, rowsPerSecond, signal, onProgress }: OrdersFile) {
  yield Buffer.from(orderHeader)
  const startedAt = performance.now()
  const batch = Math.min(1_000, Math.max(1, Math.ceil(rowsPerSecond / 20)))
  for (let written = 0; written < rows; ) {
    const next = Math.min(written + batch, rows)
    let text = ''
    for (let number = written + 1; number <= next; number += 1) text += orderRow(number)
    yield Buffer.from(text)
    written = next
    await onProgress(written)
    const aheadMs = startedAt + (written / rowsPerSecond) * 1_000 - performance.now()
    if (aheadMs > 0) await sleep(aheadMs, undefined, { signal })
  }
}

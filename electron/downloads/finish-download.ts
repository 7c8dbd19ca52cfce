import { basename } from 'node:path'
import type { Transfer, TransferTrouble } from '../model/download.ts'
import type { Download } from '../model/job.ts'
import type { PartFile } from '../platform/files/download-folder.ts'
import { diskTrouble, troubleOf } from './disk-error.ts'

export interface Completed {
  readonly transfer: Transfer
  /** Where the file lies now; null: it is not what was promised. */
  readonly path: string | null
}

/** Checks a file that has come to its end against what was promised of it, and gives it its name. */
export async function complete(
  file: PartFile,
  bytes: number,
  { size, sha256 }: Download,
  now: () => number,
): Promise<Completed> {
  const failed = (reason: TransferTrouble): Completed => ({
    transfer: { kind: 'failed', reason },
    path: null,
  })
  if (size !== null && bytes !== size) return failed({ kind: 'other-size', seen: bytes, promised: size })
  const closing = await diskTrouble(file.close())
  if (closing !== null) return failed(closing)
  try {
    if (sha256 !== null && (await file.sha256()) !== sha256) return failed({ kind: 'damaged' })
    const path = await file.finish()
    const verified = sha256 !== null
    return { transfer: { kind: 'done', fileName: basename(path), bytes, verified, at: now() }, path }
  } catch (error) {
    return failed(troubleOf(error))
  }
}

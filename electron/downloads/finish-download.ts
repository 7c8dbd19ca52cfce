import { basename } from 'node:path'
import type { Download, DownloadError } from '../model/download.ts'
import type { DownloadOffer } from '../model/job.ts'
import type { PartFile } from '../platform/files/download-folder.ts'
import { diskErrorOf, toDiskError } from './disk-error.ts'

export interface Completed {
  readonly download: Download
  /** Where the file lies now; null: it is not what was promised. */
  readonly path: string | null
}

/** Checks a file that has come to its end against what was promised of it, and gives it its name. */
export async function finishDownload(
  file: PartFile,
  bytes: number,
  { size, sha256 }: DownloadOffer,
  now: () => number,
): Promise<Completed> {
  const failed = (reason: DownloadError): Completed => ({
    download: { kind: 'failed', reason },
    path: null,
  })
  if (size !== null && bytes !== size) return failed({ kind: 'other-size', seen: bytes, promised: size })
  const closing = await diskErrorOf(file.close())
  if (closing !== null) return failed(closing)
  try {
    if (sha256 !== null && (await file.sha256()) !== sha256) return failed({ kind: 'damaged' })
    const path = await file.finish()
    const verified = sha256 !== null
    return { download: { kind: 'done', fileName: basename(path), bytes, verified, at: now() }, path }
  } catch (error) {
    return failed(toDiskError(error))
  }
}

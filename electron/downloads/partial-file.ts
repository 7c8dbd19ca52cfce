import type { DownloadOffer } from '../model/download.ts'
import type { StoredDownload } from '../store/history-reader.ts'
import { toDiskError } from './disk-error.ts'
import type { DownloadFolder, PartialFile } from './download-folder.ts'
import { type ResumePoint, startOfFile } from './resume.ts'
import { failed, type Remainder } from './stored-download.ts'

/** Opens the partial file of the interrupted download, or a new one. */
export async function openPartialFile(
  folder: DownloadFolder,
  remainder: Remainder | null,
  name: string,
): Promise<{ readonly file: PartialFile; readonly point: ResumePoint }> {
  if (remainder !== null) {
    try {
      const { path, point } = remainder
      const file = await folder.reopen(path, name)
      return { file, point: { ...point, received: Math.min(point.received, await file.size()) } }
    } catch {
      // It was moved or deleted since then: the whole file is downloaded.
    }
  }
  return { file: await folder.create(name), point: startOfFile }
}

/** Checks a complete file against its offer and gives it its final name. */
export async function finishPartialFile(
  file: PartialFile,
  bytes: number,
  { size, sha256 }: DownloadOffer,
  now: () => number,
): Promise<StoredDownload> {
  if (size !== null && bytes !== size) return failed({ kind: 'other-size', seen: bytes, promised: size })
  try {
    await file.close()
    if (sha256 !== null && (await file.sha256()) !== sha256) return failed({ kind: 'damaged' })
    const { path, name } = await file.finish()
    const verified = sha256 !== null
    return {
      download: { kind: 'done', fileName: name, bytes, verified, at: now() },
      file: path,
      validator: null,
    }
  } catch (error) {
    return failed(toDiskError(error))
  }
}

import type { DownloadOffer } from '../model/download.ts'
import type { StoredDownload } from '../store/history-reader.ts'
import { toDiskError } from './disk-error.ts'
import { type ResumePoint, startOfFile } from './resume.ts'
import { failed, type Remainder } from './stored-download.ts'

/** The folder that downloads are saved in. Every function may reject with the system's error. */
export interface DownloadFolder {
  /** Its name, if the user has chosen it; null: it is the Downloads folder. */
  readonly chosen: string | null
  /** Creates an empty partial file; its name tells what it will be. */
  readonly create: (name: string) => Promise<PartialFile>
  /** Opens the partial file of an interrupted download; rejects when it is gone. */
  readonly reopen: (path: string) => Promise<PartialFile>
}

/** Bytes. */
export interface DiskSpace {
  readonly free: number
  readonly total: number
}

/** A file on the disk that is not complete yet. Every function may reject with the system's error. */
export interface PartialFile {
  readonly path: string
  /** Bytes. */
  readonly size: () => Promise<number>
  /** Cuts the file to this length; what is written next is appended there. */
  readonly truncate: (bytes: number) => Promise<void>
  readonly write: (bytes: Uint8Array) => Promise<void>
  /** The space on its disk; null when the system does not say. */
  readonly space: () => Promise<DiskSpace | null>
  /** The checksum of what is on the disk, in lower-case hexadecimal. */
  readonly sha256: () => Promise<string>
  readonly close: () => Promise<void>
  /** Gives the closed file this name, which must be safe. Never replaces a file that is already there. */
  readonly finish: (name: string) => Promise<FinishedFile>
  readonly remove: () => Promise<void>
}

export interface FinishedFile {
  readonly path: string
  /** The name that it got; another one than was asked for, where that was taken. */
  readonly name: string
}

/** Opens the partial file of the interrupted download, or a new one. */
export async function openPartialFile(
  folder: DownloadFolder,
  remainder: Remainder | null,
  name: string,
): Promise<{ readonly file: PartialFile; readonly point: ResumePoint }> {
  if (remainder !== null) {
    try {
      const { path, point } = remainder
      const file = await folder.reopen(path)
      return { file, point: { ...point, received: Math.min(point.received, await file.size()) } }
    } catch {
      // It was moved or deleted since then: the whole file is downloaded.
    }
  }
  return { file: await folder.create(name), point: startOfFile }
}

/** Checks the complete file against its offer and gives it this name. */
export async function finishPartialFile(
  file: PartialFile,
  bytes: number,
  name: string,
  { sha256 }: Pick<DownloadOffer, 'sha256'>,
  now: () => number,
): Promise<StoredDownload> {
  try {
    await file.close()
    if (sha256 !== null && (await file.sha256()) !== sha256) return failed({ kind: 'damaged' })
    const finished = await file.finish(name)
    const verified = sha256 !== null
    return {
      download: { kind: 'done', fileName: finished.name, bytes, verified, at: now() },
      file: finished.path,
      validator: null,
    }
  } catch (error) {
    return failed(toDiskError(error))
  }
}

/** The result of a download into this folder: problems with one that the user has chosen are explained as such. */
export function inFolder(stored: StoredDownload, { chosen }: Pick<DownloadFolder, 'chosen'>): StoredDownload {
  const { download } = stored
  if (chosen === null || download.kind !== 'failed') return stored
  switch (download.reason.kind) {
    case 'folder-missing':
    case 'folder-is-file':
      return failed({ kind: 'chosen-folder-missing', folder: chosen })
    case 'folder-forbidden':
    case 'folder-read-only':
      return failed({ kind: 'chosen-folder-not-writable', folder: chosen })
    default:
      return stored
  }
}

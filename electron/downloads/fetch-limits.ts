import type { SkipReason } from '../model/download.ts'
import type { DiskSpace } from './partial-file.ts'

/** So much stays free on the disk, or 5 % where that is less: other programs need space as well. */
const spareBytes = 1024 ** 3
const spareShare = 0.05

/** Where the size of a file is not known, the space on the disk is looked at again after so many bytes. */
export const spaceCheckBytes = 16 * 1024 ** 2

export interface FetchedSoFar {
  /** Bytes on the disk. */
  readonly received: number
  /** Bytes; null: the server does not say. */
  readonly total: number | null
  /** Null: not known. */
  readonly space: DiskSpace | null
}

/** Why a download of so many bytes at the most, that nobody has asked for, has to be given up; null: it may go on. */
export function limitReached(max: number, { received, total, space }: FetchedSoFar): SkipReason | null {
  if ((total ?? received) > max) return { kind: 'over-limit', max, size: total }
  if (space === null) return null
  const missing = total === null ? 0 : total - received
  return space.free - missing < Math.min(spareBytes, space.total * spareShare) ? { kind: 'no-space' } : null
}

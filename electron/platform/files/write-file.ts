import { randomUUID } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { errorCodeOf } from '../../model/error-code.ts'

/**
 * Writes a file piece by piece, under a temporary name until it is complete. Nobody can know that name and put a link
 * to another file there, in a folder that others may write to.
 *
 * @returns why it failed: the key of a text (`problem.detail`), or the system's message; null: it was written
 */
export async function writeFileInPieces(path: string, pieces: Iterable<string>): Promise<string | null> {
  const temporary = `${path}.${randomUUID()}.part`
  try {
    const file = await open(temporary, 'wx')
    try {
      for (const piece of pieces) await file.writeFile(piece)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
    return null
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {})
    return reasonOf(error)
  }
}

function reasonOf(error: unknown): string {
  switch (errorCodeOf(error)) {
    case 'ENOSPC':
      return 'disk-full'
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'place-forbidden'
    default:
      return error instanceof Error ? error.message : String(error)
  }
}

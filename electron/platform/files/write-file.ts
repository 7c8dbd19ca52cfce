import { open, rename, rm } from 'node:fs/promises'
import { errorCodeOf } from '../../model/error-code.ts'

/**
 * Writes a file piece by piece. It is there when it is complete, or not at all.
 *
 * @returns why not: the name of a text (`problem.detail`), or what the system said; null: it is there
 */
export async function writeFileInPieces(path: string, pieces: Iterable<string>): Promise<string | null> {
  const draft = `${path}.part`
  try {
    const file = await open(draft, 'w')
    try {
      for (const piece of pieces) await file.writeFile(piece)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(draft, path)
    return null
  } catch (error) {
    await rm(draft, { force: true }).catch(() => {})
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

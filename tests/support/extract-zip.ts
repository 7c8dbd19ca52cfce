import { createWriteStream } from 'node:fs'
import { mkdir, symlink } from 'node:fs/promises'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { type Entry, openPromise, type ZipFile } from 'yauzl'

const fileTypeMask = 0o170000
const symlinkType = 0o120000

/**
 * Unpacks a zip with its modes and symbolic links.
 *
 * @param place says where below `folder` an entry goes, or undefined to leave it out
 */
export async function extractZip(
  zipFile: string,
  folder: string,
  place: (name: string) => string | undefined,
): Promise<void> {
  // yauzl refuses absolute names and `..` in names, so nothing lands outside the folder.
  const zip = await openPromise(zipFile, { lazyEntries: true })
  for await (const entry of zip.eachEntry()) {
    const name = place(entry.fileName)
    if (name !== undefined) await extractEntry(zip, entry, path.join(folder, name))
  }
}

async function extractEntry(zip: ZipFile, entry: Entry, target: string): Promise<void> {
  if (entry.fileName.endsWith('/')) {
    await mkdir(target, { recursive: true })
    return
  }
  await mkdir(path.dirname(target), { recursive: true })
  const stream = await zip.openReadStreamPromise(entry)
  const mode = entry.externalFileAttributes >>> 16
  if ((mode & fileTypeMask) === symlinkType) {
    await symlink(await text(stream), target)
  } else {
    await pipeline(stream, createWriteStream(target, { mode: mode & 0o777 || 0o644 }))
  }
}

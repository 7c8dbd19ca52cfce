import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { constants, mkdir, open, rename, rm, statfs, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** A file on its way into the folder. Every step rejects with what the system said. */
export interface PartFile {
  readonly path: string
  readonly size: () => Promise<number>
  readonly cutTo: (bytes: number) => Promise<void>
  readonly write: (bytes: Uint8Array) => Promise<void>
  /** Bytes that still fit on the disk; null when that can't be told. */
  readonly free: () => Promise<number | null>
  /** Of what is on the disk, lower-case hexadecimal. */
  readonly sha256: () => Promise<string>
  readonly close: () => Promise<void>
  /** Gives the closed file its name and resolves with its path; no file that is there is ever replaced. */
  readonly finish: () => Promise<string>
  readonly remove: () => Promise<void>
}

export interface DownloadFolder {
  /** A new, empty part file for a file of this name. */
  readonly create: (name: string) => Promise<PartFile>
  /** A part file that was left; rejects when it is gone. */
  readonly reopen: (path: string, name: string) => Promise<PartFile>
}

export interface DownloadFolderOptions {
  /** Asked for anew for each file. */
  readonly path: () => string
  /** The name for the n-th file of that name. Names must be safe: no folder, nothing that a system acts on. */
  readonly numberedName: (name: string, n: number) => string
  readonly platform: string
}

const mostOfOneName = 10_000

// A link that someone put in our place is not followed. Windows has no such flag, and no such links for everyone.
const noFollow = constants.O_NOFOLLOW ?? 0

export function createDownloadFolder({
  path,
  numberedName,
  platform,
}: DownloadFolderOptions): DownloadFolder {
  /** Makes an empty file that was not there before. */
  const claim = async (folder: string, nameOf: (n: number) => string) => {
    for (let n = 0; n < mostOfOneName; n += 1) {
      const candidate = join(folder, nameOf(n))
      if (dirname(candidate) !== folder) throw new Error('the name leads out of the folder')
      try {
        return { path: candidate, handle: await open(candidate, 'wx+') }
      } catch (error) {
        if (!isExisting(error)) throw error
      }
    }
    throw new Error('there are too many files of this name')
  }

  const partOf = (part: string, handle: Awaited<ReturnType<typeof open>>, name: string): PartFile => {
    let end = 0
    return {
      path: part,
      size: async () => (await handle.stat()).size,
      cutTo: async (bytes) => {
        await handle.truncate(bytes)
        end = bytes
      },
      write: async (bytes) => {
        let written = 0
        while (written < bytes.length) {
          const { bytesWritten } = await handle.write(bytes, written, bytes.length - written, end)
          written += bytesWritten
          end += bytesWritten
        }
      },
      free: async () => {
        try {
          const { bavail, bsize } = await statfs(dirname(part))
          return bavail * bsize
        } catch {
          return null
        }
      },
      sha256: () => hashOf(part),
      close: async () => {
        await handle.sync()
        await handle.close()
      },
      finish: async () => {
        const claimed = await claim(dirname(part), (n) => numberedName(name, n))
        await claimed.handle.close()
        try {
          // Over the empty file that is ours by now.
          await rename(part, claimed.path)
        } catch (error) {
          await rm(claimed.path, { force: true })
          throw error
        }
        await markAsForeign(claimed.path, platform)
        return claimed.path
      },
      remove: async () => {
        await handle.close().catch(() => {})
        await rm(part, { force: true })
      },
    }
  }

  return {
    create: async (name) => {
      const folder = path()
      await mkdir(folder, { recursive: true })
      const claimed = await claim(folder, (n) => `${numberedName(name, n)}.part`)
      return partOf(claimed.path, claimed.handle, name)
    },
    reopen: async (part, name) => partOf(part, await open(part, constants.O_RDWR | noFollow), name),
  }
}

function hashOf(path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const hash = createHash('sha256')
    createReadStream(path)
      .on('error', reject)
      .on('data', (chunk) => hash.update(chunk))
      .on('end', () => resolve(hash.digest('hex')))
  })
}

/** Says that the file came from elsewhere, as browsers do, so that the system warns before anyone opens it. */
async function markAsForeign(path: string, platform: string): Promise<void> {
  try {
    if (platform === 'win32') {
      await writeFile(`${path}:Zone.Identifier`, '[ZoneTransfer]\r\nZoneId=3\r\n')
    } else if (platform === 'darwin') {
      const mark = `0081;${Math.floor(Date.now() / 1_000).toString(16)};Tidings;`
      await new Promise((resolve) => {
        execFile('/usr/bin/xattr', ['-w', 'com.apple.quarantine', mark, path], resolve)
      })
    }
  } catch {
    // Not every file system can hold the mark.
  }
}

function isExisting(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST'
}

import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { constants, type FileHandle, mkdir, open, rename, rm, statfs, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import type { DownloadFolder, PartialFile } from '../../downloads/partial-file.ts'
import { errorCodeOf } from '../../model/error-code.ts'

export interface DownloadFolderOptions {
  /** The folder; it is read again for each file. */
  readonly path: () => string
  /** The name for the n-th file of this name, counted from 0. Names must be safe, as those of `safeFileName` are. */
  readonly numberedName: (name: string, n: number) => string
  readonly platform: string
  /** Whether the user has chosen it: then it is not created where it is missing. */
  readonly isChosen?: boolean
}

const maxFilesOfOneName = 10_000

// If somebody replaced the file with a symbolic link, opening it fails instead of writing to another file. Windows does
// not have this flag, but only administrators can create symbolic links there.
const noFollow = constants.O_NOFOLLOW ?? 0

/** The folder that downloads are saved in, on the real disk. */
export function createDownloadFolder({
  path: folderPath,
  numberedName,
  platform,
  isChosen = false,
}: DownloadFolderOptions): DownloadFolder {
  /** Creates an empty file under the first name that is free. */
  const createFile = async (folder: string, nameOf: (n: number) => string) => {
    for (let n = 0; n < maxFilesOfOneName; n += 1) {
      const candidate = join(folder, nameOf(n))
      if (dirname(candidate) !== folder) throw new Error('the name leads out of the folder')
      try {
        return { path: candidate, handle: await open(candidate, 'wx+') }
      } catch (error) {
        if (errorCodeOf(error) !== 'EEXIST') throw error
      }
    }
    throw new Error('there are too many files of this name')
  }

  const partialFile = (path: string, handle: FileHandle): PartialFile => {
    let end = 0
    return {
      path,
      size: async () => (await handle.stat()).size,
      truncate: async (bytes) => {
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
      space: async () => {
        try {
          const { bavail, blocks, bsize } = await statfs(dirname(path))
          return { free: bavail * bsize, total: blocks * bsize }
        } catch {
          return null
        }
      },
      sha256: () => hashOf(path),
      close: async () => {
        await handle.sync()
        await handle.close()
      },
      finish: async (name) => {
        // A name is reserved by an empty file, which the download then replaces.
        const reserved = await createFile(dirname(path), (n) => numberedName(name, n))
        await reserved.handle.close()
        try {
          await rename(path, reserved.path)
        } catch (error) {
          await rm(reserved.path, { force: true })
          throw error
        }
        await markAsDownloaded(reserved.path, platform)
        return { path: reserved.path, name: basename(reserved.path) }
      },
      remove: async () => {
        await handle.close().catch(() => {})
        await rm(path, { force: true })
      },
    }
  }

  return {
    chosen: isChosen ? basename(folderPath()) || folderPath() : null,
    create: async (name) => {
      // The desktop's setting may be written as `$HOME//Downloads/`.
      const folder = resolve(folderPath())
      if (!isChosen) await mkdir(folder, { recursive: true })
      const created = await createFile(folder, (n) => `${numberedName(name, n)}.part`)
      return partialFile(created.path, created.handle)
    },
    reopen: async (path) => {
      const handle = await open(path, constants.O_RDWR | noFollow)
      const { nlink } = await handle.stat()
      if (nlink === 1) return partialFile(path, handle)
      // A second name of another file, which would be overwritten.
      await handle.close()
      throw new Error('the partial file is not the one that was left')
    },
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  const file = await open(path, constants.O_RDONLY | noFollow)
  for await (const chunk of file.createReadStream()) hash.update(chunk)
  return hash.digest('hex')
}

/** Marks the file as downloaded from the internet, as browsers do, so that the system warns before it is opened. */
async function markAsDownloaded(path: string, platform: string): Promise<void> {
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
    // Not every file system supports the mark.
  }
}

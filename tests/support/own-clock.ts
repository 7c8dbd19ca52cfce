import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A program whose time of day can be set while it runs. Its monotonic clock goes on as in life. */
export interface OwnClock {
  /** To be added to the program's environment. */
  readonly env: Readonly<Record<string, string>>
  /** Sets the time of day. @param offset like `+10y`, `-2h` or `+0` from the real time */
  readonly set: (offset: string) => void
  readonly remove: () => void
}

/** Null where that is not possible: it takes Debian's `libfaketime`. */
export function ownClock(): OwnClock | null {
  const library = libraryFile()
  if (library === null) return null
  const folder = mkdtempSync(join(tmpdir(), 'tidings-clock-'))
  const file = join(folder, 'offset')
  const set = (offset: string) => writeFileSync(file, `${offset}\n`)
  set('+0')
  return {
    env: {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    },
    set,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

function libraryFile(): string | null {
  // Debian has a folder for each kind of processor.
  const folders = readdirSync('/usr/lib').map((name) => join('/usr/lib', name, 'faketime'))
  const file = folders.map((folder) => join(folder, 'libfaketimeMT.so.1')).find(existsSync)
  return file ?? null
}

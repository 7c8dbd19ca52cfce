import { sep } from 'node:path'

/** Where a file that is kept beside the app's archive lies, for programs that can't look into it. */
export function unpackedFile(path: string): string {
  return path.replace(`app.asar${sep}`, `app.asar.unpacked${sep}`)
}

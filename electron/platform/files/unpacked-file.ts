import { sep } from 'node:path'

/** The path of a file that is packed beside the app's archive, for programs that can't read the archive. */
export function unpackedFile(path: string): string {
  return path.replace(`app.asar${sep}`, `app.asar.unpacked${sep}`)
}

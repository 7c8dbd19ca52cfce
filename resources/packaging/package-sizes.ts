import { existsSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'

/** What the app may add to a bare Electron package, unpacked, in bytes. */
export const maxAddedBytes = 10_000_000

export interface FileSize {
  readonly name: string
  readonly bytes: number
}

/** What lies in `resources` of a packed app and was not there in the bare Electron: ours, in bytes. */
export async function addedSize(resources: string): Promise<readonly FileSize[]> {
  const names = (await readdir(resources)).filter(
    (name) => !name.endsWith('.pak') && !name.endsWith('.lproj'),
  )
  const sizes = await Promise.all(
    names.map(async (name) => ({ name, bytes: await sizeOf(path.join(resources, name)) })),
  )
  return sizes.sort((a, b) => b.bytes - a.bytes)
}

/** The `resources` folders of the apps that were packed below `release`. */
export async function packedResources(release: string): Promise<readonly string[]> {
  const places = (await readdir(release)).flatMap((folder) => [
    path.join(release, folder, 'resources'),
    path.join(release, folder, 'Tidings.app/Contents/Resources'),
  ])
  return places.filter((place) => existsSync(path.join(place, 'app.asar')))
}

/** The files, not the folders, that lie in `release`: what people download. */
export async function artefactSizes(release: string): Promise<readonly FileSize[]> {
  const entries = await readdir(release, { withFileTypes: true })
  const names = entries
    .filter((entry) => entry.isFile() && /\.(deb|rpm|AppImage|xz|exe|zip|dmg)$/.test(entry.name))
    .map(({ name }) => name)
    .sort()
  return Promise.all(names.map(async (name) => ({ name, bytes: await sizeOf(path.join(release, name)) })))
}

/** 12345678 → `12.3 MB`. */
export function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}

async function sizeOf(place: string): Promise<number> {
  const status = await stat(place)
  if (!status.isDirectory()) return status.size
  const inside = await Promise.all((await readdir(place)).map((name) => sizeOf(path.join(place, name))))
  return inside.reduce((sum, bytes) => sum + bytes, 0)
}

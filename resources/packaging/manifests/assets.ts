import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { AppFacts } from '../app-facts.ts'

/** A file of a release that a package manager downloads. */
export interface Asset {
  readonly name: string
  readonly url: string
  /** In hexadecimal digits, lower case. */
  readonly sha256: string
}

const patterns = {
  debX64: /^[a-z]+_[^_]+_amd64\.deb$/,
  debArm64: /^[a-z]+_[^_]+_arm64\.deb$/,
  windows: /-setup\.exe$/,
  macos: /\.dmg$/,
} as const
export type AssetKind = keyof typeof patterns

/** Those that were built; each system builds its own, the release workflow brings them together. */
export type Assets = Readonly<Partial<Record<AssetKind, Asset>>>

/** The debs by the names that Linux gives to processors, in the order of their manifests; some may not be built. */
export function debsByProcessor({ debX64, debArm64 }: Assets): readonly (readonly [Processor, Asset])[] {
  const all = [
    ['x86_64', debX64],
    ['aarch64', debArm64],
  ] as const
  return all.flatMap(([processor, asset]) => (asset === undefined ? [] : [[processor, asset] as const]))
}

export type Processor = 'x86_64' | 'aarch64'

/** Finds them in the folder of the packages. */
export async function readAssets(folder: string, facts: AppFacts): Promise<Assets> {
  const names = await readdir(folder)
  const kinds = Object.keys(patterns) as readonly AssetKind[]
  const found = await Promise.all(
    kinds.map(async (kind) => {
      const name = names.find((candidate) => patterns[kind].test(candidate))
      if (name === undefined) return []
      const url = `${facts.downloads}/${encodeURIComponent(name)}`
      return [[kind, { name, url, sha256: await sha256Of(join(folder, name)) }] as const]
    }),
  )
  return Object.fromEntries(found.flat())
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}

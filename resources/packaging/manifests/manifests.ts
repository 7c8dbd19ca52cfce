import { mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { AppFacts } from '../app-facts.ts'
import { type AssetKind, type Assets, debsByProcessor, readAssets } from './assets.ts'
import { aurFiles } from './aur.ts'
import { flatpakFiles } from './flatpak.ts'
import { homebrewFiles } from './homebrew.ts'
import { wingetFiles } from './winget.ts'

export interface Manifests {
  /** The content by the path below `manifests/`. */
  readonly files: Readonly<Record<string, string>>
  /** What was not built here, and is missing in the manifests. */
  readonly missing: readonly AssetKind[]
}

/** Makes each manifest with the packages that are there; those of Linux with the processors that are. */
export function createManifests(facts: AppFacts, assets: Assets): Manifests {
  const { windows, macos } = assets
  const debs = debsByProcessor(assets)
  const kinds: readonly AssetKind[] = ['debX64', 'debArm64', 'windows', 'macos']
  return {
    files: {
      ...(debs.length > 0 && aurFiles(facts, debs)),
      ...(debs.length > 0 && flatpakFiles(facts, debs)),
      ...(windows !== undefined && wingetFiles(facts, windows)),
      ...(macos !== undefined && homebrewFiles(facts, macos)),
    },
    missing: kinds.filter((kind) => assets[kind] === undefined),
  }
}

/** Writes them into `manifests/` of the folder that the packages are in. */
export async function writeManifests(release: string, facts: AppFacts): Promise<Manifests> {
  const manifests = createManifests(facts, await readAssets(release, facts))
  const folder = join(release, 'manifests')
  await rm(folder, { recursive: true, force: true })
  for (const [path, content] of Object.entries(manifests.files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), content)
  }
  return manifests
}

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import { z } from 'zod'

/** One package that the app consists of, as Vite's `build.license` describes it. */
export interface PackageLicense {
  readonly name: string
  readonly version: string
  /** SPDX, as its manifest says; undefined: it says nothing. */
  readonly identifier?: string | undefined
  /** The licence's own text; undefined: the package brings none. */
  readonly text?: string | undefined
}

/** The file below `dist/` that holds all of them, for people to read. */
export const licensesFile = 'third-party-licenses.txt'

// Where a bundle is written by Vite, its own list lies in this folder; the packages leave it out.
const listsFolder = 'licenses'
const bundles = { main: 'dist', 'writer-worker': 'dist', preload: 'dist', window: 'dist/renderer' } as const
type Bundle = keyof typeof bundles

/** What stays outside the bundles is in none of Vite's lists. */
const unbundled = ['@photostructure/sqlite', 'node-gyp-build']

const list = z.array(
  z.object({
    name: z.string(),
    version: z.string(),
    identifier: z.string().optional(),
    text: z.string().optional(),
  }),
)

/** Where Vite writes the list of one bundle, below the folder of that bundle. */
export function licenseList(bundle: Bundle): string {
  return `${listsFolder}/${bundle}.json`
}

/** A plugin that writes the joined file whenever one of the bundles was written; the last one completes it. */
export function thirdPartyLicenses(projectFolder: string): Plugin {
  return {
    name: 'third-party-licenses',
    apply: 'build',
    closeBundle() {
      const ownLicense = readFileSync(join(projectFolder, 'LICENSE'), 'utf8')
      mkdirSync(join(projectFolder, 'dist'), { recursive: true })
      writeFileSync(
        join(projectFolder, 'dist', licensesFile),
        licensesText(ownLicense, readLicenses(projectFolder)),
      )
    },
  }
}

/** Every package in the bundles that were built, and beside them; each version once, sorted by name. */
export function readLicenses(projectFolder: string): readonly PackageLicense[] {
  const names = Object.keys(bundles) as readonly Bundle[]
  const bundled = names
    .map((name) => join(projectFolder, bundles[name], licenseList(name)))
    .filter((file) => existsSync(file))
    .flatMap((file) => list.parse(JSON.parse(readFileSync(file, 'utf8'))))
  const all = [...bundled, ...unbundled.map((name) => installedPackage(projectFolder, name))]
  const once = new Map(all.map((entry) => [`${entry.name} ${entry.version}`, entry]))
  return [...once.values()].sort((a, b) => (`${a.name} ${a.version}` < `${b.name} ${b.version}` ? -1 : 1))
}

/** Ours and all of them in one text. */
export function licensesText(ownLicense: string, packages: readonly PackageLicense[]): string {
  const rule = '-'.repeat(80)
  const head = `Tidings

${ownLicense.trim()}

${rule}
Tidings contains these ${packages.length} packages of others, beside Electron and Chromium, whose licences
lie next to the program (LICENSE.electron.txt and LICENSES.chromium.html).
`
  const entries = packages.map(
    ({ name, version, identifier = 'licence not named', text }) =>
      `${rule}\n${name} ${version} (${identifier})\n${text === undefined ? '' : `\n${text.trim()}\n`}`,
  )
  return [head, ...entries].join('\n')
}

function installedPackage(projectFolder: string, name: string): PackageLicense {
  const folder = join(projectFolder, 'node_modules', name)
  const manifest = z
    .object({ version: z.string(), license: z.string().optional() })
    .parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')))
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry))
  return {
    name,
    version: manifest.version,
    identifier: manifest.license,
    text: file === undefined ? undefined : readFileSync(join(folder, file), 'utf8'),
  }
}

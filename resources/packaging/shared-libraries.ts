import { execFile } from 'node:child_process'
import { open, readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** What the programs and libraries in a folder need of the system. */
export interface NeededLibraries {
  /** As in `libgtk-3.so.0`, sorted; without those that lie in the folder itself. */
  readonly sonames: readonly string[]
  /** The newest symbol version of the C library, as in `2.29`. */
  readonly glibc: string
}

// Debian's packages by what they contain. Those renamed in 2024 (t64) come under both names, the new one first: the old
// one has other providers by now.
const renamed = (name: string) => `${name}t64 | ${name}`
const debianPackages: Readonly<Record<string, string>> = {
  'ld-linux-aarch64.so.1': 'libc6',
  'ld-linux-x86-64.so.2': 'libc6',
  'libX11.so.6': 'libx11-6',
  'libX11-xcb.so.1': 'libx11-xcb1',
  'libXcomposite.so.1': 'libxcomposite1',
  'libXdamage.so.1': 'libxdamage1',
  'libXext.so.6': 'libxext6',
  'libXfixes.so.3': 'libxfixes3',
  'libXrandr.so.2': 'libxrandr2',
  'libasound.so.2': renamed('libasound2'),
  'libatk-1.0.so.0': renamed('libatk1.0-0'),
  'libatk-bridge-2.0.so.0': renamed('libatk-bridge2.0-0'),
  'libatspi.so.0': renamed('libatspi2.0-0'),
  'libc.so.6': 'libc6',
  'libcairo.so.2': 'libcairo2',
  'libcups.so.2': renamed('libcups2'),
  'libdbus-1.so.3': 'libdbus-1-3',
  'libdl.so.2': 'libc6',
  'libdrm.so.2': 'libdrm2',
  'libexpat.so.1': 'libexpat1',
  'libgbm.so.1': 'libgbm1',
  'libgcc_s.so.1': 'libgcc-s1',
  'libgio-2.0.so.0': renamed('libglib2.0-0'),
  'libglib-2.0.so.0': renamed('libglib2.0-0'),
  'libgobject-2.0.so.0': renamed('libglib2.0-0'),
  'libgtk-3.so.0': renamed('libgtk-3-0'),
  'libm.so.6': 'libc6',
  'libnspr4.so': 'libnspr4',
  'libnss3.so': 'libnss3',
  'libnssutil3.so': 'libnss3',
  'libpango-1.0.so.0': 'libpango-1.0-0',
  'libpthread.so.0': 'libc6',
  'librt.so.1': 'libc6',
  'libsmime3.so': 'libnss3',
  'libstdc++.so.6': 'libstdc++6',
  'libudev.so.1': 'libudev1',
  'libxcb.so.1': 'libxcb1',
  'libxkbcommon.so.0': 'libxkbcommon0',
}

/** Loaded by Chromium by itself, without which it does not start (`npm run test:debian` finds out). */
const openedAtRunTime = ['libgtk-3.so.0', 'libX11-xcb.so.1']

/** Opens links (`xdg-open`) and finds out which program opens ours (`xdg-mime`). */
const programs = ['xdg-utils']

/** Reads the headers of every ELF file below a folder. Needs `readelf`, which reads those of other processors too. */
export async function neededLibraries(folder: string): Promise<NeededLibraries> {
  const files = await elfFiles(folder)
  const { stdout } = await run('readelf', ['--dynamic', '--version-info', '--wide', ...files], {
    env: { ...process.env, LC_ALL: 'C' },
    maxBuffer: 64 * 1024 * 1024,
  })
  const own = new Set(files.map((file) => basename(file)))
  return parseReadelf(stdout, own)
}

/** @param own the names of the libraries that come along */
export function parseReadelf(output: string, own: ReadonlySet<string>): NeededLibraries {
  const named = [...output.matchAll(/\(NEEDED\)\s+Shared library: \[([^\]]+)\]/g)].map(
    ([, name = '']) => name,
  )
  const sonames = new Set([...named, ...openedAtRunTime].filter((name) => !own.has(name)))
  const versions = [...output.matchAll(/Name: GLIBC_(\d+\.\d+)/g)].map(([, version = '']) => version)
  const glibc = versions.sort(byVersion).at(-1)
  if (glibc === undefined) throw new Error('readelf has named no version of the C library.')
  return { sonames: [...sonames].sort(), glibc }
}

/**
 * The `Depends` of a deb.
 *
 * @throws Error when it is not known which package has a library: it has to be added above
 */
export function debDepends({ sonames, glibc }: NeededLibraries): readonly string[] {
  const packages = sonames.map((soname) => {
    const name = debianPackages[soname]
    if (name === undefined)
      throw new Error(
        `Electron needs ${soname} by now: name the Debian package that has it in shared-libraries.ts.`,
      )
    return name === 'libc6' ? `libc6 (>= ${glibc})` : name
  })
  return [...new Set([...packages, ...programs])].sort()
}

/** The `Requires` of an rpm: by soname, because Fedora and openSUSE name their packages differently. */
export function rpmRequires({ sonames, glibc }: NeededLibraries): readonly string[] {
  const libraries = sonames.filter((soname) => !soname.startsWith('ld-linux'))
  return [
    ...libraries.map((soname) =>
      soname === 'libc.so.6' ? `libc.so.6(GLIBC_${glibc})(64bit)` : `${soname}()(64bit)`,
    ),
    ...programs,
  ]
}

async function elfFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const isElf = await Promise.all(files.map(beginsLikeElf))
  return files.filter((_, index) => isElf[index])
}

async function beginsLikeElf(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0)
    return buffer.equals(Buffer.from('\x7fELF', 'latin1'))
  } finally {
    await file.close()
  }
}

function byVersion(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true })
}

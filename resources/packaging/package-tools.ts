import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, open, readFile, rename, rm, symlink } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { aptInstall, installCommand, missingPackages } from '../../tests/support/apt.ts'

const run = promisify(execFile)
const packaging = import.meta.dirname
const askLimitMs = 5_000

/** Debian's packages for what the stand-ins call, and for what the AppImage runtime is made of. */
const toolPackages: readonly string[] = [
  'binutils',
  'p7zip-full',
  'rpm',
  'xz-utils',
  'squashfs-tools',
  'desktop-file-utils',
  'gcc',
  'libc6-dev',
  'libsquashfuse-dev',
  'libzstd-dev',
  'zlib1g-dev',
  'liblzma-dev',
  'liblz4-dev',
]

/** Whether electron-builder can fetch its own tools. */
export async function canFetchTools(): Promise<boolean> {
  try {
    const address = 'https://github.com/electron-userland/electron-builder-binaries'
    const answer = await fetch(address, { method: 'HEAD', signal: AbortSignal.timeout(askLimitMs) })
    return answer.ok
  } catch {
    return false
  }
}

/**
 * Provides the tools for the Linux packages without a download: Debian's own, with a stand-in for fpm and for the
 * AppImage runtime.
 *
 * @returns the variables that tell electron-builder where they are
 * @throws Error in words for the user when something has to be installed first
 */
export async function standInTools(report: (line: string) => void): Promise<Record<string, string>> {
  const missing = await missingPackages(toolPackages)
  if (missing.length > 0) {
    const advice = `These tools are missing. Run this first:\n  ${await installCommand(missing)}`
    if (process.getuid?.() !== 0) throw new Error(advice)
    report(`Installing ${missing.length} Debian packages for packing …`)
    const trouble = await aptInstall(missing)
    if (trouble !== undefined) throw new Error(`apt-get failed: ${trouble}\n${advice}`)
  }
  return {
    ELECTRON_BUILDER_7ZIP_PATH: await commandPath('7za'),
    CUSTOM_FPM_PATH: path.join(packaging, 'fpm-stand-in.mjs'),
    APPIMAGE_TOOLS_PATH: await appImageTools(report),
  }
}

/** The folder electron-builder expects, made once in the user's cache for each state of the runtime's source. */
async function appImageTools(report: (line: string) => void): Promise<string> {
  const source = path.join(packaging, 'appimage-runtime.c')
  const hash = createHash('sha256').update(await readFile(source))
  const cache = path.join(process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), 'tidings-dev')
  const folder = path.join(cache, `appimage-tools-${hash.digest('hex').slice(0, 12)}`)
  if (existsSync(folder)) return folder

  report('Making the AppImage runtime …')
  await mkdir(cache, { recursive: true })
  const temporary = await mkdtemp(path.join(cache, 'making-'))
  try {
    await mkdir(path.join(temporary, 'runtimes'))
    await mkdir(path.join(temporary, 'lib', process.arch), { recursive: true })
    for (const tool of ['mksquashfs', 'desktop-file-validate'])
      await symlink(await commandPath(tool), path.join(temporary, tool))
    await compileRuntime(source, path.join(temporary, 'runtimes', `runtime-${process.arch}`))
    await rename(temporary, folder)
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
  return folder
}

async function compileRuntime(source: string, output: string): Promise<void> {
  const libraries = ['squashfuse', 'zstd', 'z', 'lzma', 'lz4'].map((name) => `-l${name}`)
  await run('gcc', ['-O2', '-s', '-static', '-o', output, source, ...libraries])
  // The magic bytes of an AppImage (type 2).
  const file = await open(output, 'r+')
  try {
    await file.write(Buffer.from([0x41, 0x49, 0x02]), 0, 3, 8)
  } finally {
    await file.close()
  }
}

async function commandPath(name: string): Promise<string> {
  return (await run('sh', ['-c', `command -v ${name}`])).stdout.trim()
}

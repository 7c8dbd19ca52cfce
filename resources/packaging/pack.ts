import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type CliOptions, type Configuration, build as packTargets } from 'electron-builder'
import { parse } from 'yaml'
import { z } from 'zod'
import { isSecure } from '../../electron/model/safe-url.ts'
import { type ElectronRuntime, resolveElectron } from '../../tests/support/electron-runtime.ts'
import { projectFolder } from '../../tests/support/tidings.ts'
import { afterPack } from './after-pack.ts'
import { readAppFacts } from './app-facts.ts'
import { canFetchTools, standInTools } from './package-tools.ts'
import { decideSigning } from './signing.ts'

export type Architecture = 'x64' | 'arm64'

/** What to pack; the bundles in dist/ have to be there. */
export interface PackOptions {
  /** electron-builder's own: which targets. */
  readonly request: Pick<CliOptions, 'linux' | 'win' | 'mac' | 'dir'>
  /** The processors to pack for, by Node's names; undefined: this machine's. */
  readonly architectures?: readonly Architecture[] | undefined
  /** The packages are for others, so they must not lack what others need. */
  readonly isRelease?: boolean
  /** A version other than that of package.json. */
  readonly version?: string
  /** Where the packages go. */
  readonly output: string
  /** The server that the packed app asks for updates; undefined: the one of electron-builder.yml. */
  readonly updatesUrl?: string | undefined
  /** The packed app accepts updates that are signed with one of these; empty: it does not update itself. */
  readonly updateKeys: readonly string[]
  readonly report: (line: string) => void
}

/**
 * Packs the app.
 *
 * @returns the files that were made
 * @throws Error in words for the user when something is missing
 */
export async function pack(options: PackOptions): Promise<readonly string[]> {
  const { request, report } = options
  const server = updateServer(options)
  const architectures = process.platform === 'darwin' ? [] : (options.architectures ?? [process.arch])
  const signing = decideSigning(process.platform, process.env, options.isRelease === true)
  if (signing.kind === 'refused') throw new Error(signing.reason)
  for (const name of signing.unset) delete process.env[name]
  if (process.platform !== 'linux')
    report(signing.isSigned ? 'The packages will be signed.' : 'The packages will not be signed.')
  const electron = await electronFor(architectures, report)
  if (electron?.origin === 'fallback' && options.isRelease === true) {
    throw new Error('What is packed with the fallback runtime is for tests only and is never published.')
  }
  if (process.platform === 'linux' && request.dir !== true && !(await canFetchTools())) {
    report("electron-builder's tools can't be downloaded; Debian's and our stand-ins are used.")
    // electron-builder takes them from the environment only.
    Object.assign(process.env, await standInTools(report))
  }
  const repository = process.env.GITHUB_REPOSITORY
  const facts = await readAppFacts(projectFolder, { version: options.version, repository })
  const config: Configuration = {
    ...configuration(options, server, electron),
    afterPack: (context) => afterPack(context, projectFolder, facts),
  }
  const flags = Object.fromEntries(architectures.map((name) => [name, true]))
  // Publishing is the release workflow's: no job that runs a build may write to releases.
  return packTargets({ ...request, ...flags, publish: 'never', projectDir: projectFolder, config })
}

/**
 * The Electron to pack, when electron-builder can't or must not fetch the official one by itself; for other processors
 * than this machine's, as on macOS, it always fetches.
 */
async function electronFor(
  architectures: readonly string[],
  report: (line: string) => void,
): Promise<ElectronRuntime | null> {
  if (architectures.length !== 1 || architectures[0] !== process.arch) return null
  const electron = await resolveElectron(report)
  report(`Packing ${electron.description}`)
  return electron
}

/**
 * The folder that the packed app asks for signed metadata.
 *
 * @throws Error in words for the user when anybody on the way could answer in its place
 */
function updateServer({ updatesUrl }: PackOptions): string {
  const repository = process.env.GITHUB_REPOSITORY
  const server =
    updatesUrl ??
    (repository === undefined
      ? configuredServer()
      : `https://github.com/${repository}/releases/latest/download/`)
  if (!URL.canParse(server) || !isSecure(new URL(server)))
    throw new Error(`The address for updates must begin with https://, and "${server}" does not.`)
  return server
}

/** The one of electron-builder.yml. */
function configuredServer(): string {
  const content = parse(readFileSync(join(projectFolder, 'electron-builder.yml'), 'utf8'))
  return z.object({ publish: z.object({ url: z.string() }) }).parse(content).publish.url
}

function configuration(
  options: PackOptions,
  server: string,
  electron: ElectronRuntime | null,
): Configuration {
  const repository = process.env.GITHUB_REPOSITORY?.split('/')
  const [owner, repo] = repository ?? []
  const { version, updateKeys: publicKeys } = options
  return {
    directories: { output: options.output },
    ...(electron === null ? {} : { electronDist: electron.directory, electronVersion: electron.version }),
    extraMetadata: {
      ...(version === undefined ? {} : { version }),
      ...(publicKeys.length === 0 ? {} : { updates: { server, publicKeys } }),
    },
    ...(options.updatesUrl !== undefined
      ? { publish: [{ provider: 'generic', url: options.updatesUrl, useMultipleRangeRequest: false }] }
      : owner !== undefined && repo !== undefined
        ? { publish: [{ provider: 'github', owner, repo, releaseType: 'draft' }] }
        : {}),
  }
}

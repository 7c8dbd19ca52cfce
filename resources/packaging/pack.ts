import { type CliOptions, type Configuration, build as packTargets } from 'electron-builder'
import { type ElectronRuntime, resolveElectron } from '../../tests/support/electron-runtime.ts'
import { projectFolder } from '../../tests/support/tidings.ts'
import { afterPack } from './after-pack.ts'
import { readAppFacts } from './app-facts.ts'
import { canFetchTools, standInTools } from './package-tools.ts'

/** What to pack; the bundles in dist/ have to be there. */
export interface PackOptions {
  /** electron-builder's own: which targets, and whether to publish. */
  readonly request: Pick<CliOptions, 'linux' | 'win' | 'mac' | 'dir' | 'publish'>
  /** A version other than that of package.json. */
  readonly version?: string
  /** Where the packages go. */
  readonly output: string
  /** The server that the packed app asks for updates; undefined: the one of electron-builder.yml. */
  readonly updatesUrl?: string | undefined
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
  const electron = await electronFor(report)
  const isPublishing =
    request.publish !== undefined && request.publish !== null && request.publish !== 'never'
  if (electron?.origin === 'fallback' && isPublishing) {
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
    ...configuration(options, electron),
    afterPack: (context) => afterPack(context, projectFolder, facts),
  }
  return packTargets({ ...request, projectDir: projectFolder, config })
}

/**
 * The Electron to pack, when electron-builder can't or must not fetch the official one by itself; macOS needs one
 * for each processor and always fetches.
 */
async function electronFor(report: (line: string) => void): Promise<ElectronRuntime | null> {
  if (process.platform === 'darwin') return null
  const electron = await resolveElectron(report)
  report(`Packing ${electron.description}`)
  return electron
}

function configuration(options: PackOptions, electron: ElectronRuntime | null): Configuration {
  const repository = process.env.GITHUB_REPOSITORY?.split('/')
  const [owner, repo] = repository ?? []
  return {
    directories: { output: options.output },
    ...(electron === null ? {} : { electronDist: electron.directory, electronVersion: electron.version }),
    ...(options.version === undefined ? {} : { extraMetadata: { version: options.version } }),
    ...(options.updatesUrl !== undefined
      ? { publish: [{ provider: 'generic', url: options.updatesUrl, useMultipleRangeRequest: false }] }
      : owner !== undefined && repo !== undefined
        ? { publish: [{ provider: 'github', owner, repo, releaseType: 'draft' }] }
        : {}),
  }
}

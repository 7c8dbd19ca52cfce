import { readdir, rm } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { build } from 'vite'
import { launch } from '../../tests/support/prepare.ts'
import { projectFolder } from '../../tests/support/tidings.ts'
import { readAppFacts } from './app-facts.ts'
import { writeManifests } from './manifests/manifests.ts'
import { type Architecture, pack } from './pack.ts'
import { addedSize, artefactSizes, maxAddedBytes, megabytes, packedResources } from './package-sizes.ts'
import { defaultDays, signFolder, validFor } from './sign-updates.ts'
import { readUpdateKeys, type UpdateKeys } from './update-keys.ts'

// `npm run dist`: every package of this system into release/, with their sizes. Targets can be named
// (`npm run dist -- deb AppImage`, `npm run dist -- dir`), and processors (`--arch x64 --arch arm64`). `--release` is for
// the release workflow: what is not fit for others is refused.

const release = join(projectFolder, 'release')

function readArguments(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      arch: { type: 'string', multiple: true },
      release: { type: 'boolean', default: false },
      version: { type: 'string' },
    },
  })
}

/** This system's own packages: those that were named, or all of electron-builder.yml. */
function targetsOf(names: readonly string[]) {
  switch (process.platform) {
    case 'win32':
      return { win: [...names] }
    case 'darwin':
      return { mac: [...names] }
    default:
      return { linux: [...names] }
  }
}

function architecturesOf(names: readonly string[] | undefined): readonly Architecture[] | undefined {
  return names?.map((name) => {
    if (name !== 'x64' && name !== 'arm64') throw new Error(`--arch takes x64 or arm64, and not "${name}".`)
    return name
  })
}

/** @throws Error in words for the user when a release would be made that can't update itself */
function readKeys(isRelease: boolean): UpdateKeys {
  const keys = readUpdateKeys(process.env)
  // Of all that is started from here, nothing else needs them.
  for (const name of ['TIDINGS_UPDATE_KEY', 'TIDINGS_UPDATE_KEY_FILE']) delete process.env[name]
  if (isRelease && keys.publicKeys.length === 0)
    throw new Error(
      'A release must know whose updates it accepts: set TIDINGS_UPDATE_PUBLIC_KEYS (see resources/docs/releasing.md).',
    )
  if (isRelease && keys.publicKeys.length < 2)
    console.warn('Only one key is known: name that of a spare one in TIDINGS_UPDATE_PUBLIC_KEYS.')
  return keys
}

/** Signs what installed apps look at for updates, where this system has such a package. */
async function signUpdates({ privateKeys }: UpdateKeys): Promise<void> {
  const hasMetadata = (await readdir(release)).some(
    (name) => name.endsWith('.yml') && name.startsWith('latest'),
  )
  if (!hasMetadata) return
  if (privateKeys.length === 0) {
    console.log(
      '\nNot signed for updates: no installed app takes this as one before `npm run sign-release -- sign`.',
    )
    return
  }
  const written = await signFolder(release, privateKeys, validFor(defaultDays))
  console.log(`\nSigned for updates, for ${defaultDays} days: ${written.join(', ')}`)
}

/** Prints what was made; false when the app adds more to Electron than it may. */
async function reportSizes(): Promise<boolean> {
  console.log('\nPackages in release/:')
  for (const { name, bytes } of await artefactSizes(release))
    console.log(`  ${megabytes(bytes).padStart(9)}  ${name}`)
  let isSmall = true
  for (const resources of await packedResources(release)) {
    const parts = await addedSize(resources)
    const sum = parts.reduce((total, { bytes }) => total + bytes, 0)
    console.log(
      `\n${relative(projectFolder, dirname(resources))}: the app adds ${megabytes(sum)} to Electron`,
    )
    for (const { name, bytes } of parts) console.log(`  ${megabytes(bytes).padStart(9)}  ${name}`)
    if (sum > maxAddedBytes) {
      console.error(`That is more than ${megabytes(maxAddedBytes)}.`)
      isSmall = false
    }
  }
  return isSmall
}

await launch(async () => {
  const { values, positionals } = readArguments(process.argv.slice(2))
  const keys = readKeys(values.release)
  await rm(release, { recursive: true, force: true })
  await build({ configFile: join(projectFolder, 'vite.config.ts'), logLevel: 'warn' })
  await pack({
    request: targetsOf(positionals),
    architectures: architecturesOf(values.arch),
    isRelease: values.release,
    ...(values.version === undefined ? {} : { version: values.version }),
    output: release,
    updatesUrl: process.env.TIDINGS_UPDATES_URL,
    updateKeys: keys.publicKeys,
    report: console.log,
  })
  await signUpdates(keys)
  const facts = await readAppFacts(projectFolder, {
    version: values.version,
    repository: process.env.GITHUB_REPOSITORY,
  })
  const { files } = await writeManifests(release, facts)
  const isSmall = await reportSizes()
  if (Object.keys(files).length > 0) console.log('\nManifests for package managers are in release/manifests.')
  return isSmall ? 0 : 1
})

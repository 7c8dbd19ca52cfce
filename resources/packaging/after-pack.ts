import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AfterPackContext, LinuxTargetSpecificOptions, Target } from 'electron-builder'
import { type AppFacts, fillIn } from './app-facts.ts'
import { debianChangelog, type LinuxFiles, layOutShare, layOutUsr, rpmChangelog } from './linux-files.ts'
import { debDepends, neededLibraries, rpmRequires } from './shared-libraries.ts'
import { licensesFile, readLicenses } from './third-party-licenses.ts'

/**
 * Runs when the app is laid out and before packages are made of it: completes what lies there, and tells the deb and
 * the rpm what they need, which is read from the very programs that they will hold.
 *
 * @param projectFolder holds the bundles, in `dist/`
 */
export async function afterPack(
  context: AfterPackContext,
  projectFolder: string,
  facts: AppFacts,
): Promise<void> {
  const { appOutDir, packager, electronPlatformName, targets } = context
  const resources = packager.getResourcesDir(appOutDir)
  // The little app that a bare Electron shows when it is started alone. electron-builder leaves it out by itself only
  // of an Electron that it has unpacked itself.
  await rm(join(resources, 'default_app.asar'), { force: true })
  if (electronPlatformName !== 'linux') return

  const templates = join(projectFolder, 'resources/packaging/linux')
  const files: LinuxFiles = {
    facts,
    templates,
    ownLicense: await readFile(join(projectFolder, 'LICENSE'), 'utf8'),
    packages: readLicenses(projectFolder),
    licenses: await readFile(join(projectFolder, 'dist', licensesFile), 'utf8'),
    builtAt: buildTime(process.env.SOURCE_DATE_EPOCH),
  }
  await layOutShare(join(appOutDir, 'share'), files)
  await writeProfile(join(templates, 'apparmor-profile'), join(resources, 'apparmor-profile'), facts)
  // Libraries are loaded, not run.
  for (const name of await readdir(appOutDir))
    if (/\.so(\.\d+)*$/.test(name)) await chmod(join(appOutDir, name), 0o644)

  const libraries = await neededLibraries(appOutDir)
  for (const target of targets) {
    const { name } = target
    if (name === 'deb' || name === 'rpm')
      setOptions(target, {
        depends: [...(name === 'deb' ? debDepends : rpmRequires)(libraries)],
        fpm: [...(await fpmArguments(name, files))],
      })
  }
}

/** What goes into a deb or an rpm besides the app: mappings and options of fpm. */
async function fpmArguments(kind: 'deb' | 'rpm', files: LinuxFiles): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), `tidings-${kind}-`))
  process.once('exit', () => void rm(folder, { recursive: true, force: true }))
  await layOutUsr(join(folder, 'usr'), kind, files)
  const changelog = join(folder, 'changelog')
  await writeFile(changelog, kind === 'deb' ? debianChangelog(files) : rpmChangelog(files))
  // An rpm removes only the folders that it owns.
  const owned = [`/opt/${files.facts.productName}`, `/usr/share/licenses/${files.facts.executable}`]
  const ownership = kind === 'rpm' ? owned.flatMap((path) => ['--directories', path]) : []
  return [`--${kind}-changelog`, changelog, ...ownership, `${join(folder, 'usr')}/=/usr`]
}

function setOptions(
  { options }: Target,
  changes: Pick<LinuxTargetSpecificOptions, 'depends'> & { readonly fpm: string[] },
): void {
  if (options === null || options === undefined)
    throw new Error('electron-builder keeps the options of its packages elsewhere by now.')
  Object.assign(options, changes)
}

async function writeProfile(source: string, target: string, facts: AppFacts): Promise<void> {
  const { executable, productName } = facts
  const text = fillIn(await readFile(source, 'utf8'), { executable, sanitizedProductName: productName })
  await writeFile(target, text)
}

/** @param epoch seconds, which reproducible builds set */
function buildTime(epoch: string | undefined): Date {
  return epoch === undefined || epoch === '' ? new Date() : new Date(Number(epoch) * 1000)
}

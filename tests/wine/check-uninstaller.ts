import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { places } from './windows-project.ts'
import type { Wine } from './wine.ts'

const installed = 'C:\\Tidings'
const elsewhere = 'D:\\Tidings'
const build = '/tidings/uninstaller'

/** What the app leaves in the registry while it runs, as Electron writes it. */
interface Entry {
  readonly key: string
  readonly name: string | null
  readonly value: (folder: string) => string
}

function entries(activator: string): readonly Entry[] {
  const run = 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run'
  return [
    {
      key: 'HKCU\\Software\\Classes\\tidings\\shell\\open\\command',
      name: null,
      value: (folder) => `"${folder}\\Tidings.exe" "%1"`,
    },
    { key: run, name: 'example.tidings.app', value: (folder) => `"${folder}\\Tidings.exe" --hidden` },
    {
      key: `HKCU\\Software\\Classes\\CLSID\\${activator}\\LocalServer32`,
      name: null,
      value: (folder) => `${folder.toUpperCase()}\\Tidings.exe`,
    },
  ]
}

/**
 * Compiles the app's own part of the uninstaller, runs it and looks at the registry.
 *
 * @returns what is wrong, as sentences
 */
export async function checkUninstaller(wine: Wine): Promise<readonly string[]> {
  const include = join(places.project, 'resources/packaging/installer.nsh')
  const activator = /\{[0-9A-F-]+\}/.exec(readFileSync(join(wine.root, include), 'utf8'))?.[0] ?? ''
  mkdirSync(join(wine.root, build), { recursive: true })
  const compiled = await wine.run(
    [
      ...['makensis', '-WX', '-V2', `-DINCLUDE=${include}`, `-DOUTPUT=${build}/nothing.exe`],
      ...[`-DFOLDER=${installed}`, join(places.project, 'tests/wine/uninstaller.nsi')],
    ],
    { folder: build },
  )
  if (compiled.exitCode !== 0) return [`installer.nsh does not compile: ${compiled.output}`]

  const registry = entries(activator)
  /** The keys that are left after an installation in `folder` has registered itself and the uninstaller has run. */
  const leftAfter = async (folder: string, ...args: readonly string[]): Promise<readonly string[]> => {
    await wine.run(['wine', `${build}/nothing.exe`])
    for (const { key, name, value } of registry)
      await reg(wine, 'add', key, ...nameOf(name), '/d', value(folder), '/f')
    await wine.run(['wine', `${installed}\\uninstall.exe`, '/S', ...args, `_?=${installed}`])
    const found = await Promise.all(
      registry.map(async ({ key, name }) => ((await reg(wine, 'query', key, ...nameOf(name))) ? [key] : [])),
    )
    return found.flat()
  }
  const all = registry.map(({ key }) => key)
  return [
    ...differences('An uninstallation', await leftAfter(installed), []),
    ...differences('An installation over an older one', await leftAfter(installed, '/KEEP_APP_DATA'), all),
    ...differences('An uninstallation beside another installation', await leftAfter(elsewhere), all),
  ]
}

function differences(what: string, left: readonly string[], expected: readonly string[]): readonly string[] {
  const isEqual = left.length === expected.length
  return isEqual ? [] : [`${what} leaves [${left.join(', ')}] in the registry, not [${expected.join(', ')}].`]
}

function nameOf(name: string | null): readonly string[] {
  return name === null ? ['/ve'] : ['/v', name]
}

async function reg(wine: Wine, ...args: readonly string[]): Promise<boolean> {
  return (await wine.run(['wine', 'reg', ...args])).exitCode === 0
}

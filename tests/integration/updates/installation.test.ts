import { existsSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type InstallationFacts, installationKind } from '../../../electron/platform/updates/installation.ts'

let folder: string

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'tidings-installed-')))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** The kind of an app whose executable is in the folder. */
function kindOf(facts: Partial<InstallationFacts>) {
  const executable = join(folder, facts.platform === 'win32' ? 'Tidings.exe' : 'tidings')
  return installationKind({ platform: 'linux', env: {}, executable, resources: folder, ...facts })
}

test('an app that runs from its AppImage is one, whatever the type of the package that it was made with', async () => {
  writeFileSync(join(folder, 'package-type'), 'deb')
  expect(await kindOf({ env: { APPIMAGE: '/home/u/Tidings.AppImage', APPDIR: folder } })).toBe('appimage')
})

test.each([
  [
    'the variables of another AppImage',
    { APPIMAGE: '/home/u/Editor.AppImage', APPDIR: '/tmp/.mount_Editor' },
  ],
  [
    'a folder that only begins like its own',
    { APPIMAGE: '/home/u/Editor.AppImage', APPDIR: '/tmp/tidings-inst' },
  ],
  ['a folder above its own', { APPIMAGE: '/home/u/Editor.AppImage', APPDIR: tmpdir() }],
  ['no folder', { APPIMAGE: '/home/u/Editor.AppImage' }],
])('an app that inherits %s is no AppImage', async (_, env) => {
  expect(await kindOf({ env })).toBeNull()
})

test.each(['deb', 'rpm'])(
  'an app that was unpacked from an archive made beside a %s is no package',
  async (type) => {
    writeFileSync(join(folder, 'package-type'), type)
    expect(await kindOf({})).toBeNull()
  },
)

test.runIf(existsSync('/usr/bin/dpkg-query'))('a program that a package has installed is one', async () => {
  writeFileSync(join(folder, 'package-type'), 'deb\n')
  expect(await kindOf({ executable: '/usr/bin/dpkg-query' })).toBe('deb')
})

test('on Windows an app updates itself only with its uninstaller beside it', async () => {
  expect(await kindOf({ platform: 'win32' })).toBeNull()
  writeFileSync(join(folder, 'Uninstall Tidings.exe'), '')
  expect(await kindOf({ platform: 'win32' })).toBe('nsis')
})

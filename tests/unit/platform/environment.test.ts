import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { dropForeignVariables, takeOwnVariables } from '../../../electron/platform/system/environment.ts'

const folder = mkdtempSync(join(tmpdir(), 'tidings-environment-'))
afterAll(() => rmSync(folder, { recursive: true }))
const mount = join(folder, 'mount')
mkdirSync(join(mount, 'usr'), { recursive: true })
symlinkSync(mount, join(folder, 'link'))

const left = (env: Record<string, string | undefined>, executable: string) => {
  dropForeignVariables(env, executable)
  return env
}
const own = join(mount, 'tidings')

test('the variables of our own AppImage stay, also where its mount is reached by a link', () => {
  const env = { APPIMAGE: '/home/u/Tidings.AppImage', APPDIR: mount }
  expect(left({ ...env }, own)).toEqual(env)
  const linked = { ...env, APPDIR: join(folder, 'link') }
  expect(left({ ...linked }, own)).toEqual(linked)
})

test.each([
  ['those of another AppImage', { APPIMAGE: '/home/u/Editor.AppImage', APPDIR: join(mount, 'usr') }],
  ['a mount that is gone', { APPIMAGE: '/home/u/Editor.AppImage', APPDIR: '/tmp/.mount_gone' }],
  ['no mount at all', { APPIMAGE: '/home/u/Editor.AppImage' }],
  ['a folder that holds everything', { APPIMAGE: '/home/u/Editor.AppImage', APPDIR: '/' }],
  ['a folder that holds our mount', { APPIMAGE: '/home/u/Editor.AppImage', APPDIR: folder }],
])('%s goes', (_, env) => {
  expect(left({ ...env, HOME: '/home/u' }, own)).toEqual({ HOME: '/home/u' })
})

test('what would write down the keys of connections, or choose the installer, goes', () => {
  expect(
    left({ SSLKEYLOGFILE: '/k', ELECTRON_BUILDER_LINUX_PACKAGE_MANAGER: 'x', http_proxy: 'p' }, own),
  ).toEqual({ http_proxy: 'p' })
})

test('what would choose another binary of the database goes', () => {
  const env = { npm_config_arch: 'arm64', LIBC: 'musl', '@PHOTOSTRUCTURE/SQLITE_PREBUILD': '/tmp/evil' }
  expect(left({ ...env, npm_config_registry: 'r' }, own)).toEqual({ npm_config_registry: 'r' })
})

test('what holds a secret is read once and removed', () => {
  const env = { TIDINGS_TOKEN: 'secret', TIDINGS_SERVER: 'https://a.example/', PATH: '/bin' }
  expect(takeOwnVariables(env)).toEqual({
    TIDINGS_TOKEN: 'secret',
    TIDINGS_SERVER: 'https://a.example/',
  })
  expect(env).toEqual({ PATH: '/bin' })
})

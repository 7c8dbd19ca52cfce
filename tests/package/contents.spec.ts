import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { listPackage } from '@electron/asar'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { expect, test } from 'vitest'
import { languages } from '../../electron/model/settings.ts'
import { addedSize, maxAddedBytes } from '../../resources/packaging/package-sizes.ts'
import { sandboxArguments } from '../support/sandbox-arguments.ts'
import { readPackages } from './packages.ts'

const run = promisify(execFile)
const unpacked = join(readPackages().folder, '1.0.0/linux-unpacked')
const program = join(unpacked, 'tidings')
const resources = join(unpacked, 'resources')
// The characters that stand for it in the program.
const on = '1'.charCodeAt(0)
const off = '0'.charCodeAt(0)

test.each([
  ['running as plain Node', FuseV1Options.RunAsNode, off],
  ['NODE_OPTIONS', FuseV1Options.EnableNodeOptionsEnvironmentVariable, off],
  ['--inspect', FuseV1Options.EnableNodeCliInspectArguments, off],
  ['encrypted cookies', FuseV1Options.EnableCookieEncryption, on],
  ['code from the archive only', FuseV1Options.OnlyLoadAppFromAsar, on],
  ['the check of the archive', FuseV1Options.EnableEmbeddedAsarIntegrityValidation, on],
  ['more rights for file:', FuseV1Options.GrantFileProtocolExtraPrivileges, off],
])('the fuse for %s is set right in the packed program', async (_, fuse, state) => {
  expect((await getCurrentFuseWire(program))[fuse]).toBe(state)
})

test('the packed program takes no other code by way of the environment', async () => {
  const env = {
    ...process.env,
    ELECTRON_RUN_AS_NODE: '1',
    NODE_OPTIONS: '--require /no/such/file.js',
    ELECTRON_OVERRIDE_DIST_PATH: '/nowhere',
  }
  const { stdout } = await run(program, [...sandboxArguments(), '--version'], { env })
  expect(stdout).toBe('1.0.0\n')
})

test('only what runs is packed', () => {
  const files = listPackage(join(resources, 'app.asar'), { isPack: false })
  expect(files).toContain('/dist/main.js')
  // English is in the program.
  const texts = languages.flatMap((one) => (one === 'en' ? [] : `/resources/texts/${one}.json`))
  expect(files).toEqual(expect.arrayContaining(texts))
  const surplus = files.filter(
    (file) =>
      !/^\/(package\.json|dist(\/.*)?|resources(\/texts|\/icons(\/(notification(-(ready|failed|critical))?\.png|tray(\/.*)?))?)?)$/.test(
        file,
      ) &&
      !texts.includes(file) &&
      !/^\/node_modules(\/(@photostructure(\/sqlite(\/.*)?)?|node-gyp-build(\/.*)?))?$/.test(file),
  )
  expect(surplus).toEqual([])
  expect(files.filter((file) => /\.(map|ts|tsx|c|h|musl\.node)$/.test(file))).toEqual([])
  expect(files.filter((file) => file.endsWith('.node'))).toHaveLength(1)
})

test('the app adds little to a bare Electron', async () => {
  const sum = (await addedSize(resources)).reduce((total, { bytes }) => total + bytes, 0)
  expect(sum).toBeLessThan(maxAddedBytes)
  expect(existsSync(join(resources, 'default_app.asar'))).toBe(false)
})

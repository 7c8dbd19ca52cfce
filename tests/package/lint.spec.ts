import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { projectFolder } from '../support/tidings.ts'
import { readPackages } from './packages.ts'

const run = promisify(execFile)
const folder = join(readPackages().folder, '1.0.0')
const unpacked = join(folder, 'linux-unpacked')
const rpm = join(folder, 'tidings-1.0.0.x86_64.rpm')

test('lintian finds nothing in the deb that is not answered', async () => {
  const { stdout } = await run('lintian', ['--allow-root', join(folder, 'tidings_1.0.0_amd64.deb')])
  expect(stdout).toBe('')
})

test('rpmlint finds nothing in the rpm that is not answered', async () => {
  const answers = join(projectFolder, 'resources/packaging/linux/rpmlint.toml')
  const { stdout } = await run('rpmlint', ['-c', answers, rpm])
  expect(stdout).toContain('0 errors, 0 warnings')
})

test('the metadata is what software centres expect', async () => {
  const metainfo = join(unpacked, 'share/metainfo/example.tidings.app.metainfo.xml')
  // Writes what it finds to standard output and exits with 3 when that is serious.
  await run('appstreamcli', ['validate', '--no-net', metainfo])
})

test('the manual page can be formatted without complaint', async () => {
  const page = join(unpacked, 'share/man/man1/tidings.1')
  const { stderr } = await run('man', ['--warnings', '--local-file', page], {
    env: { ...process.env, MANWIDTH: '80' },
  })
  expect(stderr).toBe('')
})

describe('the licences', () => {
  test('of ours, of the packages in the app, of Electron and of Chromium lie beside the program', () => {
    const licenses = readFileSync(join(unpacked, 'resources/third-party-licenses.txt'), 'utf8')
    for (const name of ['react', 'zod', 'eventsource', '@photostructure/sqlite'])
      expect(licenses).toMatch(new RegExp(`^${name} \\d`, 'm'))
    for (const file of ['resources/LICENSE.txt', 'LICENSE.electron.txt', 'LICENSES.chromium.html'])
      expect(existsSync(join(unpacked, file))).toBe(true)
  })

  test('are where rpm looks for them, too', async () => {
    const { stdout } = await run('rpm', ['-qpl', rpm])
    expect(stdout).toContain('/usr/share/licenses/tidings/third-party-licenses.txt\n')
  })
})

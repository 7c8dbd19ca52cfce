import { execFile, execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { projectFolder } from '../../support/tidings.ts'

// Only root can create a network namespace, on Linux.
function canChangeNetworks(): boolean {
  try {
    execFileSync(
      'unshare',
      ['--net', 'ip', 'link', 'add', 'wifi0', 'type', 'veth', 'peer', 'name', 'router0'],
      {
        stdio: 'ignore',
      },
    )
    return true
  } catch {
    return false
  }
}

test('an address that is lost makes one new connection; a new one leaves a good stream alone', async ({
  skip,
}) => {
  if (!canChangeNetworks()) return skip('only root may make a network to change, on Linux')
  const script = join(import.meta.dirname, 'network-change-process.ts')
  const args = ['--net', process.execPath, '--import', 'tsx', script]
  const { stdout } = await promisify(execFile)('unshare', args, { cwd: projectFolder, timeout: 20_000 })
  expect(stdout.trim().split('\n')).toEqual([
    'an address more: 1 connections',
    'an address less: 2 connections',
  ])
})

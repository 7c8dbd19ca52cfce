import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openBusSocket, sessionBusAddress } from '../../../electron/platform/dbus/bus-address.ts'

const onLinux = process.platform === 'linux'

test('the session bus is where the environment says', () => {
  expect(sessionBusAddress({ DBUS_SESSION_BUS_ADDRESS: 'unix:path=/a' })).toBe('unix:path=/a')
})

test.skipIf(!onLinux)('or in the folder of the session, if it is there', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tidings-run-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  expect(sessionBusAddress({ XDG_RUNTIME_DIR: folder })).toBeNull()
  writeFileSync(join(folder, 'bus'), '')
  expect(sessionBusAddress({ XDG_RUNTIME_DIR: folder })).toBe(`unix:path=${folder}/bus`)
  expect(sessionBusAddress({ XDG_RUNTIME_DIR: folder, DBUS_SESSION_BUS_ADDRESS: 'disabled:' })).toBeNull()
})

test.each(['', 'disabled:', 'autolaunch:', 'unixexec:path=/bin/true', 'unix:', 'nonsense'])(
  'no way leads to “%s”',
  (address) => expect(openBusSocket(address)).toBeNull(),
)

test.skipIf(!onLinux).each([
  ['unix:path=/nowhere/a%20b%c3%a9,guid=1', '/nowhere/a bé'],
  ['autolaunch:;unix:path=/nowhere/c', '/nowhere/c'],
  ['unix:abstract=nowhere', '\0nowhere'],
])('%s is tried', async (address, place) => {
  const socket = openBusSocket(address)
  const error = await new Promise((resolve) => socket?.once('error', resolve))
  expect(error).toMatchObject({ syscall: 'connect', address: place })
})

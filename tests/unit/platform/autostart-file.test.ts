import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  autostartFile,
  removeAutostart,
  writeAutostart,
} from '../../../electron/platform/system/autostart-file.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tidings-autostart-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const fileHere = () => autostartFile({ XDG_CONFIG_HOME: folder }, '/home/nobody')
const execLine = () => /^Exec=(.*)$/m.exec(readFileSync(fileHere(), 'utf8'))?.[1]

test('the file lies where the desktop looks for it', () => {
  expect(autostartFile({ XDG_CONFIG_HOME: '/c' }, '/home/u')).toBe('/c/autostart/tidings.desktop')
  expect(autostartFile({}, '/home/u')).toBe('/home/u/.config/autostart/tidings.desktop')
  expect(autostartFile({ XDG_CONFIG_HOME: 'c' }, '/home/u')).toBe('/home/u/.config/autostart/tidings.desktop')
})

test('it starts the program hidden', () => {
  writeAutostart(fileHere(), ['/opt/Tidings/tidings', '--hidden'])
  expect(execLine()).toBe('"/opt/Tidings/tidings" "--hidden"')
})

test('a path with characters of meaning is quoted and escaped', () => {
  writeAutostart(fileHere(), ['/home/u/My "Apps"/50% $x`y\\z.AppImage'])
  expect(execLine()).toBe('"/home/u/My \\\\"Apps\\\\"/50%% \\\\$x\\\\`y\\\\\\\\z.AppImage"')
})

test('it follows the program to another place', () => {
  writeAutostart(fileHere(), ['/home/u/Tidings-1.0.0.AppImage', '--hidden'])
  writeAutostart(fileHere(), ['/home/u/Tidings-1.0.1.AppImage', '--hidden'])
  expect(execLine()).toBe('"/home/u/Tidings-1.0.1.AppImage" "--hidden"')
})

test('what the user has changed in it stays', () => {
  const command = ['/opt/Tidings/tidings', '--hidden']
  writeAutostart(fileHere(), command)
  const changed = `${readFileSync(fileHere(), 'utf8')}Hidden=true\n`
  writeFileSync(fileHere(), changed)
  writeAutostart(fileHere(), command)
  expect(readFileSync(fileHere(), 'utf8')).toBe(changed)
})

test('it is removed, and may be gone already', () => {
  writeAutostart(fileHere(), ['/opt/Tidings/tidings'])
  removeAutostart(fileHere())
  expect(existsSync(fileHere())).toBe(false)
  expect(() => removeAutostart(fileHere())).not.toThrow()
})

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

const testFile = () => autostartFile({ XDG_CONFIG_HOME: folder }, '/home/nobody')
const execLine = () => /^Exec=(.*)$/m.exec(readFileSync(testFile(), 'utf8'))?.[1]

test('the file is where the desktop looks for it', () => {
  const byDefault = join('/home/u/.config/autostart/tidings.desktop')
  expect(autostartFile({ XDG_CONFIG_HOME: '/c' }, '/home/u')).toBe(join('/c/autostart/tidings.desktop'))
  expect(autostartFile({}, '/home/u')).toBe(byDefault)
  expect(autostartFile({ XDG_CONFIG_HOME: 'c' }, '/home/u')).toBe(byDefault)
})

test('it starts the program hidden', () => {
  writeAutostart(testFile(), ['/opt/Tidings/tidings', '--hidden'])
  expect(execLine()).toBe('"/opt/Tidings/tidings" "--hidden"')
})

test('a path with special characters is quoted and escaped', () => {
  writeAutostart(testFile(), ['/home/u/My "Apps"/50% $x`y\\z.AppImage'])
  expect(execLine()).toBe('"/home/u/My \\\\"Apps\\\\"/50%% \\\\$x\\\\`y\\\\\\\\z.AppImage"')
})

test('it is rewritten when the program has moved', () => {
  writeAutostart(testFile(), ['/home/u/Tidings-1.0.0.AppImage', '--hidden'])
  writeAutostart(testFile(), ['/home/u/Tidings-1.0.1.AppImage', '--hidden'])
  expect(execLine()).toBe('"/home/u/Tidings-1.0.1.AppImage" "--hidden"')
})

test('changes by the user stay', () => {
  const command = ['/opt/Tidings/tidings', '--hidden']
  writeAutostart(testFile(), command)
  const changed = `${readFileSync(testFile(), 'utf8')}Hidden=true\n`
  writeFileSync(testFile(), changed)
  writeAutostart(testFile(), command)
  expect(readFileSync(testFile(), 'utf8')).toBe(changed)
})

test('it is removed, and may be gone already', () => {
  writeAutostart(testFile(), ['/opt/Tidings/tidings'])
  removeAutostart(testFile())
  expect(existsSync(testFile())).toBe(false)
  expect(() => removeAutostart(testFile())).not.toThrow()
})

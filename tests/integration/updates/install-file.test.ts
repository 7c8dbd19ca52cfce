import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { installPackage, replaceAppImage } from '../../../electron/platform/updates/install-file.ts'
import { sha512Of } from '../../support/signed-updates.ts'

const content = 'version 1.0.1, the one that was signed'
let folder: string
let file: { readonly path: string; readonly size: number; readonly sha512: string }

const path = (name: string) => join(folder, name)

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tidings-install-'))
  mkdirSync(path('pending'))
  mkdirSync(path('apps'))
  file = { path: path('pending/Tidings-1.0.1.AppImage'), size: content.length, sha512: sha512Of(content) }
  writeFileSync(file.path, content)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** An AppImage of this name, as the user has it. */
function oldAppImage(name: string): string {
  writeFileSync(path(`apps/${name}`), 'version 1.0.0')
  return path(`apps/${name}`)
}

const posix = process.platform !== 'win32'

test.runIf(posix)('a name with a version follows the version, and the old file goes', () => {
  expect(replaceAppImage(file, oldAppImage('Tidings-1.0.0.AppImage'))).toBe(
    path('apps/Tidings-1.0.1.AppImage'),
  )
  expect(readdirSync(path('apps'))).toEqual(['Tidings-1.0.1.AppImage'])
  expect(readFileSync(path('apps/Tidings-1.0.1.AppImage'), 'utf8')).toBe(content)
  expect(statSync(path('apps/Tidings-1.0.1.AppImage')).mode & 0o700).toBe(0o700)
  expect(readdirSync(path('pending'))).toEqual([])
})

test.runIf(posix)('a name that the user chose stays', () => {
  expect(replaceAppImage(file, oldAppImage('tidings'))).toBe(path('apps/tidings'))
  expect(readFileSync(path('apps/tidings'), 'utf8')).toBe(content)
})

test.runIf(posix).each([
  ['of the same size', () => writeFileSync(file.path, content.replace('signed', 'forged'))],
  ['of another size', () => writeFileSync(file.path, 'malware')],
  ['that grew', () => writeFileSync(file.path, `${content} and more`)],
  [
    'that is a link to the right one',
    () => {
      writeFileSync(path('right'), content)
      rmSync(file.path)
      symlinkSync(path('right'), file.path)
    },
  ],
  [
    'that is a folder',
    () => {
      rmSync(file.path)
      mkdirSync(file.path)
    },
  ],
  ['that is gone', () => rmSync(file.path)],
])('a file %s is not installed, and the old one stays as it is', (_, swap) => {
  swap()
  expect(() => replaceAppImage(file, oldAppImage('Tidings-1.0.0.AppImage'))).toThrow()
  expect(readdirSync(path('apps'))).toEqual(['Tidings-1.0.0.AppImage'])
  expect(readFileSync(path('apps/Tidings-1.0.0.AppImage'), 'utf8')).toBe('version 1.0.0')
})

test.runIf(posix)('a link that was laid out for the unfinished file is not followed', () => {
  writeFileSync(path('victim'), 'precious')
  symlinkSync(path('victim'), path('apps/Tidings-1.0.1.AppImage.part'))
  replaceAppImage(file, oldAppImage('Tidings-1.0.0.AppImage'))
  expect(readFileSync(path('victim'), 'utf8')).toBe('precious')
})

test.runIf(posix)('a package that has changed is refused before anybody is asked for a password', () => {
  writeFileSync(file.path, content.replace('signed', 'forged'))
  expect(() => installPackage(file, 'deb')).toThrow(/is not the file that was signed/)
})

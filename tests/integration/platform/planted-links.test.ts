import {
  existsSync,
  linkSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createDownloadFolder } from '../../../electron/platform/files/download-folder.ts'
import { createJsonFile } from '../../../electron/platform/files/json-file.ts'
import { writeFileInPieces } from '../../../electron/platform/files/write-file.ts'

const precious = 'what the user has written for years\n'
let folder: string
let victim: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tidings-planted-'))
  victim = join(folder, 'victim.txt')
  writeFileSync(victim, precious)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const at = (name: string) => join(folder, name)
const downloads = () =>
  createDownloadFolder({
    path: () => folder,
    numberedName: (name, n) => (n === 0 ? name : `${n}-${name}`),
    platform: process.platform,
  })

describe.skipIf(process.platform === 'win32')(
  'a link that somebody has put in the way is never followed',
  () => {
    afterEach(() => expect(readFileSync(victim, 'utf8')).toBe(precious))

    test('by a new download, which takes another name', async () => {
      symlinkSync(victim, at('orders.csv.part'))
      const file = await downloads().create('orders.csv')
      await file.write(Buffer.from('rows'))
      await file.close()
      expect(file.path).toBe(at('1-orders.csv.part'))
    })

    test('nor where it leads to nothing yet', async () => {
      symlinkSync(at('new'), at('orders.csv.part'))
      await (await downloads().create('orders.csv')).close()
      expect(existsSync(at('new'))).toBe(false)
    })

    test.each([
      ['a symbolic link', symlinkSync],
      ['a second name', linkSync],
    ])('by a download that goes on, in place of its partial file: %s', async (_, link) => {
      link(victim, at('orders.csv.part'))
      await expect(downloads().reopen(at('orders.csv.part'))).rejects.toThrow()
    })

    test('by the checksum of a download', async () => {
      const file = await downloads().create('orders.csv')
      await file.close()
      rmSync(file.path)
      symlinkSync(victim, file.path)
      await expect(file.sha256()).rejects.toThrow()
    })

    test('by a finished download', async () => {
      symlinkSync(victim, at('orders.csv'))
      const file = await downloads().create('orders.csv')
      await file.close()
      expect(await file.finish('orders.csv')).toMatchObject({ name: '1-orders.csv' })
    })

    test('by the export of the history', async () => {
      symlinkSync(victim, at('history.csv.part'))
      expect(await writeFileInPieces(at('history.csv'), ['a', 'b'])).toBeNull()
      expect(readFileSync(at('history.csv'), 'utf8')).toBe('ab')
      expect(readdirSync(folder).sort()).toEqual(['history.csv', 'history.csv.part', 'victim.txt'])
    })

    test('by the settings', () => {
      symlinkSync(victim, at('settings.json.new'))
      createJsonFile(at('settings.json'), z.object({ a: z.number() }), Date.now).write({ a: 1 })
      expect(JSON.parse(readFileSync(at('settings.json'), 'utf8'))).toEqual({ a: 1 })
    })
  },
)

import { basename, resolve, sep, win32 } from 'node:path'
import { expect, test } from 'vitest'
import { numberedName, safeFileName } from '../../electron/downloads/file-name.ts'
import { play } from './arbitraries.ts'

const folder = resolve('/downloads')

const examples = [
  'orders-2026.csv',
  'archive.tar.gz',
  '..\\..\\orders.csv',
  '../orders.csv',
  'CON',
  '.bashrc',
]

test('whatever a server calls a file, it lands in its folder and not above', () => {
  play(5_000, (arbitrary) => {
    const wanted = arbitrary.pick([null, arbitrary.text(), arbitrary.spoilText(arbitrary.pick(examples))])
    const address = arbitrary.pick(['https://app.example.com/exports/42/file', arbitrary.text()])
    const name = numberedName(safeFileName(wanted, address), arbitrary.number(3))
    expect(resolve(folder, name)).toBe(`${folder}${sep}${name}`)
    expect(basename(name)).toBe(name)
    expect(win32.basename(name)).toBe(name)
    expect(name).not.toMatch(/^\.|[. ]$|\p{Cc}/u)
    expect(new TextEncoder().encode(name).length).toBeLessThan(250)
  })
})

import { basename, join, resolve, win32 } from 'node:path'
import { expect, test } from 'vitest'
import { numberedName, safeFileName } from '../../electron/downloads/file-name.ts'
import { play } from './arbitraries.ts'

const examples = [
  'orders-2026.csv',
  'archive.tar.gz',
  '..\\..\\orders.csv',
  '../orders.csv',
  'CON',
  '.bashrc',
]

test('with any name from a server a file stays in its folder', () => {
  play(5_000, (wild) => {
    const wanted = wild.pick([null, wild.text(), wild.spoilText(wild.pick(examples))])
    const address = wild.pick(['https://app.example.com/exports/42/file', wild.text()])
    const name = numberedName(safeFileName(wanted, address), wild.number(3))
    expect(resolve(join('/downloads', name))).toBe(`/downloads/${name}`)
    expect(basename(name)).toBe(name)
    expect(win32.basename(name)).toBe(name)
    expect(name).not.toMatch(/^\.|[. ]$|\p{Cc}/u)
    expect(new TextEncoder().encode(name).length).toBeLessThan(250)
  })
})

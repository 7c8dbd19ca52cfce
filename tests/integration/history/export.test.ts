import { execFile } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { parseArguments } from '../../../electron/cli/parse-arguments.ts'
import { runHistory, runStatus } from '../../../electron/cli/run-command.ts'
import { saveHistory } from '../../../electron/history/export-history.ts'
import { writeFileInPieces } from '../../../electron/platform/files/write-file.ts'
import { openReadOnly } from '../../../electron/store/open-store.ts'
import {
  historyPath,
  job,
  listSources,
  notification,
  openTestStore,
  receive,
  receiveFrom,
  source,
} from '../store/store-fixture.ts'

function filled(count: number, path = historyPath()) {
  const store = openTestStore(path)
  for (let number = 1; number <= count; number += 1) {
    receive(store, notification(`n-${number}`, { message: `=Message ${number}, "quoted"` }))
  }
  return { store, path }
}

/** What the command line prints, and in how many pieces; the reader takes only so many of them. */
async function printed(path: string, line: string, maxPieces = Number.POSITIVE_INFINITY) {
  const request = parseArguments(line.split(' '), {})
  if (request.kind !== 'history') throw new Error('not a history request')
  const pieces: string[] = []
  const result = await runHistory(request, path, async (text) => pieces.push(text) < maxPieces)
  return { ...result, text: pieces.join(''), pieces: pieces.length }
}

describe('the history on the command line', () => {
  test('has at most as many items as requested, which may be all', async () => {
    const { path } = filled(1_203)
    const lines = async (rest: string) =>
      (await printed(path, `--history --json ${rest}`)).text.match(/\n/g)?.length
    expect(await lines('--limit 7')).toBe(7)
    expect(await lines('--limit 501')).toBe(501)
    expect(await lines('--limit all')).toBe(1_203)
  })

  test('is printed in pieces, and stops when nothing reads them any more', async () => {
    const { path } = filled(2_000)
    expect((await printed(path, '--history --csv --limit all')).pieces).toBe(21)
    expect((await printed(path, '--history --csv --limit all', 2)).pieces).toBe(2)
  })

  test('as CSV has a header, and no byte order mark before it', async () => {
    const { path } = filled(1)
    const { text } = await printed(path, '--history --csv')
    expect(text.split('\r\n')[0]).toMatch(/^id,type,title/)
    expect(text.split('\r\n')[1]).toContain(`"'=Message 1, ""quoted"""`)
  })

  test('is a snapshot, whatever arrives while it is printed', async () => {
    const { store, path } = filled(1_200)
    receive(store, job('exp-1', 'running'))
    const request = parseArguments(['--history', '--json', '--limit', 'all'], {})
    if (request.kind !== 'history') throw new Error('not a history request')
    let text = ''
    await runHistory(request, path, async (piece) => {
      text += piece
      receive(store, notification(null), job('exp-1', 'succeeded'))
      return true
    })
    const lines = text.trimEnd().split('\n')
    expect(lines).toHaveLength(1_201)
    expect(lines.filter((line) => line.includes('"exp-1"'))).toHaveLength(1)
  })
})

describe('the history of several servers on the command line', () => {
  const other = 'https://other.example.com/'
  function ofTwo() {
    const { store, path } = filled(1)
    receiveFrom(store, other, notification('n-2', { message: 'Hello', category: 'export' }))
    return { store, path }
  }

  test('names the server of each line, and in JSON its address', async () => {
    const { store, path } = ofTwo()
    listSources(store, { id: other, name: 'Exports\u001b[2J' })
    const lines = (await printed(path, '--history')).text.trimEnd().split('\n')
    expect(lines[0]).toMatch(/ \* Exports\\u001b\[2J \| export \| Hello$/)
    expect(lines[1]).toMatch(/ \* app\.example\.com \| =Message 1/)
    const json = (await printed(path, '--history --json')).text.trimEnd().split('\n')
    expect(json.map((line) => JSON.parse(line).source)).toEqual([other, source])
  })

  test('names no server where there is one only', async () => {
    const { path } = filled(1)
    expect((await printed(path, '--history')).text).toMatch(/ \* =Message 1/)
  })

  test.each(['--source other.example.com', `--source ${other}`])(
    'is that of one of them with %s, and then names none',
    async (option) => {
      const { path } = ofTwo()
      for (const format of ['', '--json', '--csv']) {
        const { text } = await printed(path, `--history ${format} ${option}`.replace(/ +/g, ' '))
        expect(text).toContain('Hello')
        expect(text).not.toContain('Message 1')
      }
      expect((await printed(path, `--history ${option}`)).text).toMatch(/ \* export \| Hello\n$/)
    },
  )

  test('is none of a server that is not known: that is wrong usage', async () => {
    const { path } = ofTwo()
    const refused = { exitCode: 2, text: '', error: expect.stringContaining('Known: ') }
    expect(await printed(path, '--history --source Orders')).toMatchObject(refused)
    const none = { exitCode: 2, error: expect.stringContaining('None is known yet.') }
    expect(await printed(historyPath(), '--history --source Orders')).toMatchObject(none)
  })
})

describe('saved from the window', () => {
  test.each(['csv', 'json'] as const)(
    'as %s the file is complete, and nothing else is left behind',
    async (format) => {
      const { path } = filled(1_100)
      const folder = join(dirname(path), 'saved')
      mkdirSync(folder)
      const target = join(folder, `history.${format}`)
      expect(await saveHistory(path, target, format, writeFileInPieces)).toEqual({
        kind: 'saved',
        items: 1_100,
      })
      expect(readdirSync(folder)).toEqual([`history.${format}`])
      const text = readFileSync(target, 'utf8')
      expect(text.trimEnd().split('\n')).toHaveLength(format === 'csv' ? 1_101 : 1_100)
      expect(text.startsWith('\uFEFF')).toBe(format === 'csv')
    },
  )

  test('fails with a reason when the file can’t be written, and leaves nothing behind', async () => {
    const { path } = filled(3)
    const target = join(dirname(path), 'nowhere', 'history.csv')
    expect(await saveHistory(path, target, 'csv', writeFileInPieces)).toMatchObject({ kind: 'failed' })
    expect(existsSync(`${target}.part`)).toBe(false)
  })
})

describe('in a read-only folder', () => {
  // Root may write anywhere, so another account reads.
  const canSwitchAccount = process.platform === 'linux' && process.getuid?.() === 0

  test.skipIf(!canSwitchAccount)('the history that the app has closed can be read', async () => {
    const { store, path } = filled(3)
    store.close()
    chmodSync(path, 0o444)
    chmodSync(dirname(path), 0o555)
    const script = `
      import { openReadOnly } from ${JSON.stringify(new URL('../../../electron/store/open-store.ts', import.meta.url).href)}
      const opened = openReadOnly(${JSON.stringify(path)})
      console.log(opened.kind === 'open' ? opened.store.unread() : opened.reason)`
    const args = [
      '--reuid',
      '65534',
      '--clear-groups',
      process.execPath,
      '--import',
      'tsx',
      '--input-type=module',
    ]
    const { stdout } = await promisify(execFile)('setpriv', [...args, '--eval', script], {
      env: { ...process.env, HOME: '/tmp' },
    })
    expect(stdout.trim()).toBe('3')
  })

  test('a missing history is not an error', () => {
    expect(openReadOnly(historyPath())).toMatchObject({ kind: 'missing' })
  })
})

test('the status of a history that can’t be read is an error message', () => {
  const path = historyPath()
  mkdirSync(path)
  const request = {
    kind: 'status',
    json: true,
    source: null,
    options: { source: null, tokenFile: null, userDataDir: null },
  } as const
  const result = runStatus(request, path, { isRunning: false, now: 1, storageProblem: null })
  expect(result).toMatchObject({
    output: '',
    exitCode: 1,
    error: expect.stringMatching(/^tidings: The history/),
  })
})

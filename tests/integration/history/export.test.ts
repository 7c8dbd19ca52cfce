import { execFile } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { parseArguments } from '../../../electron/cli/parse-arguments.ts'
import { answerHistory, answerStatus } from '../../../electron/cli/run-command.ts'
import { saveHistory } from '../../../electron/history/save-history.ts'
import { openReadOnly } from '../../../electron/store/open-read-only.ts'
import { historyPath, job, notification, openTestStore, receive } from '../store/store-fixture.ts'

function filled(count: number, path = historyPath()) {
  const store = openTestStore(path)
  for (let number = 1; number <= count; number += 1) {
    receive(store, notification(`n-${number}`, { message: `=Message ${number}, "quoted"` }))
  }
  return { store, path }
}

/** What the command line prints, and in how many pieces. */
async function printed(path: string, line: string, takes = Number.POSITIVE_INFINITY) {
  const request = parseArguments(line.split(' '), {})
  if (request.kind !== 'history') throw new Error('not a history request')
  const pieces: string[] = []
  const answer = await answerHistory(request, path, async (text) => pieces.push(text) < takes)
  return { ...answer, text: pieces.join(''), pieces: pieces.length }
}

describe('the history on the command line', () => {
  test('is at most as long as was asked for, and may be all', async () => {
    const { path } = filled(1_203)
    const lines = async (rest: string) =>
      (await printed(path, `--history --json ${rest}`)).text.match(/\n/g)?.length
    expect(await lines('--limit 7')).toBe(7)
    expect(await lines('--limit 501')).toBe(501)
    expect(await lines('--limit all')).toBe(1_203)
  })

  test('comes piece by piece, and stops where nobody reads on', async () => {
    const { path } = filled(2_000)
    expect((await printed(path, '--history --csv --limit all')).pieces).toBe(5)
    expect((await printed(path, '--history --csv --limit all', 2)).pieces).toBe(2)
  })

  test('as CSV has a header, and no mark before it', async () => {
    const { path } = filled(1)
    const { text } = await printed(path, '--history --csv')
    expect(text.split('\r\n')[0]).toMatch(/^id,type,title/)
    expect(text.split('\r\n')[1]).toContain(`"'=Message 1, ""quoted"""`)
  })

  test('is of one moment, whatever arrives while it is printed', async () => {
    const { store, path } = filled(1_200)
    receive(store, job('exp-1', 'running'))
    const request = parseArguments(['--history', '--json', '--limit', 'all'], {})
    if (request.kind !== 'history') throw new Error('not a history request')
    let text = ''
    await answerHistory(request, path, async (piece) => {
      text += piece
      receive(store, notification(null), job('exp-1', 'succeeded'))
      return true
    })
    const lines = text.trimEnd().split('\n')
    expect(lines).toHaveLength(1_201)
    expect(lines.filter((line) => line.includes('"exp-1"'))).toHaveLength(1)
  })
})

describe('saved from the window', () => {
  test.each(['csv', 'json'] as const)(
    'as %s it is complete, and nothing else is left behind',
    async (form) => {
      const { path } = filled(1_100)
      const folder = join(dirname(path), 'saved')
      mkdirSync(folder)
      const target = join(folder, `history.${form}`)
      expect(await saveHistory(path, target, form)).toEqual({ kind: 'saved', items: 1_100 })
      expect(readdirSync(folder)).toEqual([`history.${form}`])
      const text = readFileSync(target, 'utf8')
      expect(text.trimEnd().split('\n')).toHaveLength(form === 'csv' ? 1_101 : 1_100)
      expect(text.startsWith('\uFEFF')).toBe(form === 'csv')
    },
  )

  test('where that is not possible it says why, and leaves nothing', async () => {
    const { path } = filled(3)
    const target = join(dirname(path), 'nowhere', 'history.csv')
    expect(await saveHistory(path, target, 'csv')).toMatchObject({ kind: 'failed' })
    expect(existsSync(`${target}.part`)).toBe(false)
  })
})

describe('where nothing may be written', () => {
  // Root may write anywhere: another account looks.
  const canBeAnother = process.platform === 'linux' && process.getuid?.() === 0

  test.skipIf(!canBeAnother)('the history that the app has closed can be read', async () => {
    const { store, path } = filled(3)
    store.close()
    chmodSync(path, 0o444)
    chmodSync(dirname(path), 0o555)
    const script = `
      import { openReadOnly } from ${JSON.stringify(new URL('../../../electron/store/open-read-only.ts', import.meta.url).href)}
      const opened = openReadOnly(${JSON.stringify(path)})
      console.log(opened.kind === 'open' ? opened.store.page({ before: null, limit: 500, unreadOnly: false }).items.length : opened.reason)`
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

  test('no history is no fault', () => {
    expect(openReadOnly(historyPath())).toMatchObject({ kind: 'missing' })
  })
})

test('the status of a history that can’t be read is an error in words', () => {
  const path = historyPath()
  mkdirSync(path)
  const request = {
    kind: 'status',
    json: true,
    options: { source: null, tokenFile: null, userDataDir: null },
  } as const
  const answer = answerStatus(request, path, { isRunning: false, now: 1, storageProblem: null })
  expect(answer).toMatchObject({
    output: '',
    exitCode: 1,
    error: expect.stringMatching(/^tidings: The history/),
  })
})

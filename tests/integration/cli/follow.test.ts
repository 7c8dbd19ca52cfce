import { randomBytes } from 'node:crypto'
import { renameSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type FollowDeps, runFollow, runWait } from '../../../electron/cli/follow.ts'
import { parseArguments } from '../../../electron/cli/parse-arguments.ts'
import { createFieldCipher } from '../../../electron/store/field-cipher.ts'
import { waitFor } from '../../support/wait-for.ts'
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

/** The command on this history, while the app is running. */
function run(path: string, line: string, overrides: Partial<FollowDeps> = {}) {
  const request = parseArguments(line.split(' '), {})
  if (request.kind !== 'follow' && request.kind !== 'wait') throw new Error(`not understood: ${line}`)
  const printed: string[] = []
  const warnings: string[] = []
  let looks = 0
  const controller = new AbortController()
  onTestFinished(() => controller.abort())
  const deps: FollowDeps = {
    file: path,
    isRunning: async () => true,
    print: async (text) => printed.push(...text.split('\n').filter((part) => part !== '')) > 0,
    warn: (text) => warnings.push(text),
    delay: async () => {
      looks += 1
      await delay(1)
    },
    signal: controller.signal,
    ...overrides,
  }
  const ended = request.kind === 'follow' ? runFollow(request, deps) : runWait(request, deps)
  const looked = async () => {
    const before = looks
    await waitFor('two looks', () => looks >= before + 2)
  }
  return { printed, warnings, ended, interrupt: () => controller.abort(), looked }
}

const ids = (lines: readonly string[]) => lines.map((line) => JSON.parse(line).id)

test('--follow prints what comes, not what was there, and a job again when it has ended', async () => {
  const path = historyPath()
  const store = openTestStore(path)
  receive(store, notification('old'))
  const { printed, ended, interrupt, looked } = run(path, '--follow --json')
  await looked()
  expect(printed).toEqual([])
  receive(store, notification('n-1'))
  receive(store, job('exp-1', 'running'))
  await waitFor('both', () => printed.length === 2)
  receive(store, job('exp-1', 'running', { progress: 0.5 }))
  receive(store, job('exp-1', 'succeeded'))
  await waitFor('the end of the job', () => printed.length === 3)
  expect(ids(printed)).toEqual(['n-1', 'exp-1', 'exp-1'])
  expect(printed.map((line) => JSON.parse(line).state)).toEqual([null, 'running', 'succeeded'])
  interrupt()
  expect(await ended).toEqual({ exitCode: 0, output: '', error: '' })
})

test('--follow prints a burst whole and in order', async () => {
  const path = historyPath()
  const store = openTestStore(path)
  const { printed, looked } = run(path, '--follow --json')
  await looked()
  const sent = Array.from({ length: 350 }, (_, index) => `n-${index}`)
  for (const id of sent) receive(store, notification(id))
  await waitFor('all', () => printed.length === sent.length)
  expect(ids(printed)).toEqual(sent)
})

test('--follow goes on in the new history when a damaged one was archived', async () => {
  const path = historyPath()
  const first = openTestStore(path)
  receive(first, notification('n-1'))
  const { printed, looked } = run(path, '--follow --json')
  await looked()
  first.close()
  renameSync(path, `${path}.damaged`)
  receive(openTestStore(path), notification('n-2'))
  await waitFor('the item of the new history', () => printed.length === 1)
  expect(ids(printed)).toEqual(['n-2'])
})

describe('--follow, where there are several servers,', () => {
  const other = 'https://other.example.com/'
  function ofTwo() {
    const path = historyPath()
    const store = openTestStore(path)
    listSources(store, { id: source, name: 'Billing' }, { id: other, name: 'Exports' })
    return { path, store }
  }

  test('names the server of each item', async () => {
    const { path, store } = ofTwo()
    const { printed, looked } = run(path, '--follow')
    await looked()
    receive(store, notification('n-1', { message: 'One' }))
    receiveFrom(store, other, notification('n-1', { message: 'Two' }))
    await waitFor('both', () => printed.length === 2)
    expect(printed.map((line) => line.replace(/^\S+ \* /, ''))).toEqual(['Billing | One', 'Exports | Two'])
  })

  test('prints only what comes from the one that --source names', async () => {
    const { path, store } = ofTwo()
    const { printed, looked } = run(path, '--follow --source exports')
    await looked()
    const many = Array.from({ length: 150 }, (_, number) => notification(`n-${number}`))
    receive(store, ...many)
    receiveFrom(store, other, notification('n-1', { message: 'Two' }))
    await waitFor('it', () => printed.length > 0)
    expect(printed).toEqual([expect.stringMatching(/ \* Two$/)])
  })

  test('is wrong usage with the name of none of them', async () => {
    const { path } = ofTwo()
    expect(await run(path, '--follow --source Orders').ended).toMatchObject({
      exitCode: 2,
      error: expect.stringContaining('Known: Billing'),
    })
  })
})

test('--wait for an id that two servers use means the newest', async () => {
  const path = historyPath()
  const store = openTestStore(path)
  receive(store, job('exp-1', 'succeeded'))
  receiveFrom(store, 'https://other.example.com/', job('exp-1', 'failed'))
  expect(await run(path, '--wait exp-1').ended).toMatchObject({ exitCode: 3 })
})

test('--follow ends when nobody reads its output', async () => {
  const path = historyPath()
  const store = openTestStore(path)
  const { ended, looked } = run(path, '--follow', { print: async () => false })
  await looked()
  receive(store, notification('n-1'))
  expect((await ended).exitCode).toBe(0)
})

test('where the app is not running, both say what to do', async () => {
  const path = historyPath()
  openTestStore(path)
  for (const line of ['--follow', '--wait exp-1']) {
    const { ended } = run(path, line, { isRunning: async () => false })
    expect(await ended).toMatchObject({ exitCode: 1, error: expect.stringContaining('Start it first') })
  }
})

test('when the app quits, --follow says so once and goes on', async () => {
  const path = historyPath()
  const store = openTestStore(path)
  let isRunning = true
  const { printed, warnings, looked } = run(path, '--follow --json', { isRunning: async () => isRunning })
  await looked()
  isRunning = false
  await waitFor('the warning', () => warnings.length === 1)
  isRunning = true
  receive(store, notification('n-1'))
  await waitFor('the item', () => printed.length === 1)
  expect(warnings).toEqual([expect.stringContaining('has quit')])
})

test.each([
  ['succeeded', 0],
  ['failed', 3],
  ['cancelled', 4],
] as const)('--wait ends with the job: %s exits with %i', async (state, exitCode) => {
  const path = historyPath()
  const store = openTestStore(path)
  const { ended, looked } = run(path, '--wait exp-1 --json')
  await looked()
  receive(store, job('exp-2', 'succeeded'))
  receive(store, job('exp-1', 'running'))
  await looked()
  receive(store, job('exp-1', state))
  const result = await ended
  expect(result).toMatchObject({ exitCode, error: '' })
  expect(JSON.parse(result.output)).toMatchObject({ id: 'exp-1', state })
})

test('--wait for a job that has ended already ends at once', async () => {
  const path = historyPath()
  receive(openTestStore(path), job('exp-1', 'failed'))
  expect(await run(path, '--wait exp-1').ended).toMatchObject({ exitCode: 3 })
})

test('--wait that is interrupted says that the job has not ended', async () => {
  const path = historyPath()
  openTestStore(path)
  const { ended, interrupt, looked } = run(path, '--wait exp-1')
  await looked()
  interrupt()
  expect(await ended).toMatchObject({ exitCode: 1, error: expect.stringContaining('"exp-1" has not ended') })
})

test.each(['--follow', '--wait exp-1'])(
  '%s ends with a sentence when the history is encrypted meanwhile',
  async (line) => {
    const path = historyPath()
    const cipher = createFieldCipher(randomBytes(32))
    const store = openTestStore(path, { cipher: () => cipher })
    const { ended, looked } = run(path, line)
    await looked()
    store.apply({ type: 'set-encryption', isOn: true })
    expect(await ended).toMatchObject({ exitCode: 1, error: expect.stringContaining('Run this again') })
  },
)

test('an encrypted history is read with its key', async () => {
  const path = historyPath()
  const cipher = createFieldCipher(randomBytes(32))
  const store = openTestStore(path, { cipher: () => cipher })
  store.apply({ type: 'set-encryption', isOn: true })
  receive(store, job('exp-1', 'succeeded', { title: 'Orders' }))
  const { output, exitCode } = await run(path, '--wait exp-1 --json', { cipher }).ended
  expect([exitCode, JSON.parse(output).title]).toEqual([0, 'Orders'])
})

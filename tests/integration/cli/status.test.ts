import { expect, test } from 'vitest'
import { parseArguments } from '../../../electron/cli/parse-arguments.ts'
import { runStatus, type StatusContext } from '../../../electron/cli/run-command.ts'
import type { Store } from '../../../electron/store/open-store.ts'
import {
  append,
  historyPath,
  listSources,
  logConnection,
  notification,
  openTestStore,
  other,
  raw,
  receiveFrom,
  source,
} from '../store/store-fixture.ts'

function status(path: string, line: string, context: Partial<StatusContext> = {}) {
  const request = parseArguments(line.split(' '), {})
  if (request.kind !== 'status') throw new Error(`not understood: ${line}`)
  return runStatus(request, path, { isRunning: true, now: 1, storageProblem: null, ...context })
}

const json = (path: string, line = '--status --json', context?: Partial<StatusContext>) =>
  JSON.parse(status(path, line, context).output)

/** A history of two servers in use and of one that was removed. */
function filled(): { readonly path: string; readonly store: Store } {
  const path = historyPath()
  const store = openTestStore(path)
  receiveFrom(store, 'https://removed.example.com/', notification('n-0'))
  logConnection(store, 'https://removed.example.com/', { kind: 'stopped', since: 1, error: null })
  append(store, source, raw('7'), notification('n-1'))
  append(store, other, raw('8'), notification('n-1'))
  append(store, other, raw('9', '9', 'no JSON'), { kind: 'rejected', reason: 'no JSON' })
  logConnection(store, source, { kind: 'open', since: 2 })
  logConnection(store, other, { kind: 'waiting', since: 3, retryAt: 9, error: { kind: 'refused' } })
  listSources(store, { id: source, name: 'Billing' }, { id: other, name: 'Exports' })
  return { path, store }
}

test('without a history there is no connection and no server', () => {
  expect(json(historyPath())).toMatchObject({ connection: 'stopped', unread: 0, rejected: 0, sources: [] })
})

test('the worst of the servers in use comes first, then each', () => {
  expect(json(filled().path)).toMatchObject({
    ...{ connection: 'waiting', cursor: '9', unread: 3, rejected: 1 },
    lastError: expect.stringContaining('refused'),
    sources: [
      { source, name: 'Billing', connection: 'open', cursor: '7', unread: 1, rejected: 0, lastError: null },
      { source: other, name: 'Exports', connection: 'waiting', cursor: '9', unread: 1, rejected: 1 },
    ],
  })
})

test.each(['--source billing', `--source ${source}`, `--server ${source}`])(
  'with %s it is that server alone',
  (option) => {
    const { path } = filled()
    expect(json(path, `--status --json ${option}`)).toMatchObject({
      ...{ connection: 'open', cursor: '7', unread: 1, rejected: 0, lastError: null },
      sources: [{ source }],
    })
    expect(status(path, `--status ${option}`).output).not.toContain('Exports')
  },
)

test.each(['--source Orders', '--source https://removed.example.com/', '--server https://new.example.com/'])(
  'an unknown server, or one that is not in use, is wrong usage: %s',
  (option) => {
    const { exitCode, output, error } = status(filled().path, `--status ${option}`)
    expect([exitCode, output]).toEqual([2, ''])
    expect(error).toMatch(/^tidings: There is no server .* Known: Billing \(.*\), Exports \(.*\)\.\n$/)
  },
)

test('a server in the environment is that of a run, and no question', () => {
  const request = parseArguments(['--status', '--json'], { TIDINGS_SERVER: 'https://new.example.com/' })
  if (request.kind !== 'status') throw new Error('not understood')
  const { output } = runStatus(request, filled().path, { isRunning: true, now: 1, storageProblem: null })
  expect(JSON.parse(output).sources).toHaveLength(2)
})

test('when the app is not running, every connection is stopped', () => {
  const { connection, sources, notifications } = json(filled().path, undefined, { isRunning: false })
  expect(connection).toBe('stopped')
  expect(sources).toMatchObject([
    { connection: 'stopped', lastError: null, completeness: { kind: 'not-known-yet' } },
    { connection: 'stopped', lastError: null, completeness: { kind: 'not-known-yet' } },
  ])
  expect(notifications.kind).toBe('unavailable')
})

test('a server that was added a moment ago is stopped until its connection is logged', () => {
  const { path, store } = filled()
  const added = { id: 'https://new.example.com/', name: 'New' }
  listSources(store, { id: source, name: 'Billing' }, added)
  expect(json(path)).toMatchObject({ connection: 'stopped', sources: [{ name: 'Billing' }, { name: 'New' }] })
})

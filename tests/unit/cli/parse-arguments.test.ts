import { describe, expect, test } from 'vitest'
import { appArguments, parseArguments } from '../../../electron/cli/parse-arguments.ts'

const parse = (line: string, env = {}) => parseArguments(line === '' ? [] : line.split(' '), env)

test('without arguments the app runs with its window', () => {
  expect(parse('')).toMatchObject({ kind: 'run', hidden: false, options: { source: null } })
})

test('a server, a token file and a folder are understood', () => {
  expect(parse('--server https://a.example/sse --token-file /t --user-data-dir /d --hidden')).toMatchObject({
    kind: 'run',
    hidden: true,
    options: { source: { id: 'https://a.example/sse' }, tokenFile: '/t', userDataDir: '/d' },
  })
})

test('the environment gives the server when the command line does not', () => {
  const env = { TIDINGS_SERVER: 'https://env.example/' }
  expect(parse('', env)).toMatchObject({ options: { source: { id: 'https://env.example/' } } })
  expect(parse('--server https://line.example/', env)).toMatchObject({
    options: { source: { id: 'https://line.example/' } },
  })
})

test('--history takes a limit, a filter and a format', () => {
  expect(parse('--history --json --limit 7 --unread')).toMatchObject({
    kind: 'history',
    format: 'json',
    limit: 7,
    unreadOnly: true,
  })
})

test('--history can print everything, as comma-separated values', () => {
  expect(parse('--history --csv --limit all')).toMatchObject({
    format: 'csv',
    limit: Number.POSITIVE_INFINITY,
  })
  expect(parse('--history')).toMatchObject({ format: 'text', limit: 50 })
})

test.each(['show', 'quit', 'status'])('--%s is understood', (mode) => {
  expect(parse(`--${mode}`).kind).toBe(mode)
})

test('--follow and --wait print lines or JSON', () => {
  expect(parse('--follow')).toMatchObject({ kind: 'follow', json: false })
  expect(parse('--follow --json')).toMatchObject({ kind: 'follow', json: true })
  expect(parse('--wait exp-42 --json')).toMatchObject({ kind: 'wait', id: 'exp-42', json: true })
  expect(parse('--wait=')).toMatchObject({ kind: 'wrong', reason: expect.stringContaining('id of a job') })
  expect(parse('--wait')).toMatchObject({ kind: 'wrong' })
  expect(parse('--wait exp-42 --follow')).toMatchObject({
    kind: 'wrong',
    reason: expect.stringContaining("can't be used together"),
  })
})

test('--doctor takes an address, and how strictly and how long it judges', () => {
  expect(parse('--doctor https://a.example/sse')).toMatchObject({
    ...{ kind: 'doctor', json: false, junit: null, isStrict: false, seconds: null },
    url: new URL('https://a.example/sse'),
  })
  expect(
    parse('--doctor https://a.example/ --json --strict --junit out.xml --seconds 60 --token-file /t'),
  ).toMatchObject({
    ...{ kind: 'doctor', json: true, junit: 'out.xml', isStrict: true, seconds: 60 },
    options: { tokenFile: '/t' },
  })
})

test('switches of Chromium and Node are ignored', () => {
  expect(parse('--no-sandbox --remote-debugging-port=0 --inspect=0 --password-store=basic').kind).toBe('run')
})

describe('wrong usage is answered in one line that says what to do', () => {
  test.each([
    ['--sever https://a.example', /--sever/],
    ['--server', /--server/],
    ['--server app.example.com', /https:\/\//],
    ['--server ftp://a.example', /https:\/\//],
    ['--server https://user:secret@a.example', /access token by itself/],
    ['history', /"history"/],
    ['--history --status', /together/],
    ['--history --limit many', /whole number/],
    ['--history --limit 0', /whole number/],
    ['--limit 5', /--history/],
    ['--csv', /--history/],
    ['--status --csv', /--history/],
    ['--history --csv --json', /together/],
    ['--json', /--history, --status, --follow, --wait or --doctor/],
    ['--hidden --show', /--show/],
    ['--doctor', /--doctor/],
    ['--doctor a.example', /https:\/\//],
    ['--doctor https://a.example --seconds 0', /whole number/],
    ['--doctor https://a.example --status', /together/],
    ['--strict', /--doctor/],
    ['--status --junit out.xml', /--doctor/],
  ])('%s', (line, reason) => {
    const request = parse(line)
    expect(request).toMatchObject({ kind: 'wrong', reason: expect.stringMatching(reason) })
    expect(request.kind === 'wrong' && request.reason).not.toMatch(/\n|secret/)
  })
})

test('in development the app’s arguments follow its folder', () => {
  expect(appArguments(['electron', '--no-sandbox', '/app', '--status'], '/app')).toEqual(['--status'])
  expect(appArguments(['/usr/bin/tidings', '--status'], null)).toEqual(['--status'])
})

test('a start by Windows for a click on a notification is a start without a window', () => {
  expect(parse('-Embedding')).toMatchObject({ kind: 'run', hidden: true })
  expect(parse('/embedding --server https://a.example/sse')).toMatchObject({ kind: 'run', hidden: true })
})

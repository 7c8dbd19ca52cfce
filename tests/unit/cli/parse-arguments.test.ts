import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { appArguments, parseArguments } from '../../../electron/cli/parse-arguments.ts'

const parse = (line: string, env = {}, isForDevelopers = false) =>
  parseArguments(line === '' ? [] : line.split(' '), env, isForDevelopers)

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

test('the address of a server can name the format of its events', () => {
  expect(parse('--server https://ntfy.example/exports/sse#format=ntfy')).toMatchObject({
    options: { source: { id: 'https://ntfy.example/exports/sse', format: 'ntfy' } },
  })
})

test('--history takes a limit, a filter and a format', () => {
  expect(parse('--history --json --limit 7 --unread')).toMatchObject({
    kind: 'history',
    format: 'json',
    limit: 7,
    unreadOnly: true,
    snoozedOnly: false,
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

test('--history, --status and --follow take the server that is asked about', () => {
  for (const mode of ['history', 'status', 'follow']) {
    expect(parse(`--${mode} --source Billing`)).toMatchObject({ kind: mode, source: 'Billing' })
    expect(parse(`--${mode}`, { TIDINGS_SERVER: 'https://a.example/' })).toMatchObject({ source: null })
  }
  expect(parse('--status --server https://a.example/')).toMatchObject({ source: 'https://a.example/' })
  expect(parse('--history --server https://a.example/')).toMatchObject({ source: null })
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

test('switches that a desktop, a keychain or a proxy needs are left to Chromium', () => {
  const line = '--no-sandbox --password-store=basic --ozone-platform-hint=auto --proxy-server=http://p:1'
  expect(parse(line).kind).toBe('run')
})

describe('a switch that opens the app to other programs is for developers only', () => {
  test.each([
    '--remote-debugging-port=9222',
    '--remote-debugging-pipe',
    '--inspect=0',
    '--inspect-brk',
    '--inspect-publish-uid=http',
    '--log-net-log=/tmp/x',
    '--host-resolver-rules=MAP * 127.0.0.1',
    '--js-flags=--expose-gc',
    '--enable-logging',
    '--disable-web-security',
    '--disable-gpu-sandbox',
    '--disable-features=x',
    '--trace-startup',
  ])('%s', (argument) => {
    const name = argument.replace(/=.*/, '')
    const refused = { kind: 'wrong', reason: expect.stringMatching(`${name} is for developers`) }
    expect(parseArguments([argument], {}, false)).toMatchObject(refused)
    expect(parseArguments(['--status', argument], {}, false)).toMatchObject(refused)
    expect(parseArguments([argument], {}, true).kind).toBe('run')
  })

  test.each([
    '--renderer-cmd-prefix=x',
    '--user-agent=x',
    '--ssl-key-log-file=x',
    '-remote-debugging-port=1',
  ])('one that nobody needs is unknown: %s', (argument) =>
    expect(parseArguments([argument], {}, true).kind).toBe('wrong'),
  )
})

describe('wrong usage is answered in one line that says what to do', () => {
  test.each([
    ['--sever https://a.example', /--sever/],
    ['--server', /--server/],
    ['--server app.example.com', /https:\/\//],
    ['--server ftp://a.example', /https:\/\//],
    ['--server https://user:secret@a.example', /access token by itself/],
    ['--server https://a.example/#format=ntyf', /ntfy, nchan/],
    ['history', /"history"/],
    ['--history --status', /together/],
    ['--history --limit many', /whole number/],
    ['--history --limit 0', /whole number/],
    ['--limit 5', /--history/],
    ['--csv', /--history/],
    ['--status --csv', /--history/],
    ['--history --csv --json', /together/],
    ['--source Billing', /--history, --status or --follow/],
    ['--wait exp-1 --source Billing', /--history, --status or --follow/],
    ['--status --source=', /name or the address/],
    ['--status --source', /--source/],
    ['--status --source Billing --server https://a.example', /together/],
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
  const folder = resolve('/app')
  expect(appArguments(['electron', '--no-sandbox', folder, '--status'], folder)).toEqual(['--status'])
  expect(appArguments(['/usr/bin/tidings', '--status'], null)).toEqual(['--status'])
})

test.each(['-Embedding', '/embedding', '-ToastActivated', '--updated'])(
  'a start by Windows or its installer with %s is a start without a window',
  (argument) => {
    expect(parse(argument)).toMatchObject({ kind: 'run', hidden: true })
    expect(parse(`${argument} --server https://a.example/sse`)).toMatchObject({ kind: 'run', hidden: true })
  },
)

import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { openCli, spawnTidings } from '../support/tidings.ts'
import { waitFor } from '../support/wait-for.ts'
import { expect, test } from './fixtures.ts'

test('starting the app again opens the window of the one that runs', async ({ fixtures }) => {
  const { cli } = fixtures
  const backend = await fixtures.startBackend()
  const tidings = await fixtures.launch('--server', backend.streamUrl, '--hidden')
  await cli.waitForConnection('open')
  expect(await tidings.renderers()).toBe(0)
  expect((await cli.run('--hidden')).exitCode).toBe(0)
  expect(await tidings.renderers()).toBe(0)
  expect((await cli.run()).exitCode).toBe(0)
  await (await tidings.page()).getByText('Connected', { exact: true }).waitFor()
  expect(backend.clients()).toBe(1)
})

test('--show opens the window, --quit ends the app', async ({ fixtures }) => {
  const { cli } = fixtures
  const backend = await fixtures.startBackend()
  const tidings = await fixtures.launch('--server', backend.streamUrl, '--hidden')
  await cli.waitForConnection('open')
  expect((await cli.run('--show')).exitCode).toBe(0)
  await tidings.page()
  expect((await cli.run('--quit')).exitCode).toBe(0)
  await tidings.ended
})

test('history and status answer without the app, and without a display', async ({ fixtures }) => {
  const { cli, place } = fixtures
  expect(await cli.history()).toEqual([])
  expect(await cli.status()).toMatchObject({
    connection: 'stopped',
    cursor: null,
    unread: 0,
    lastError: null,
  })
  const backend = await fixtures.startBackend()
  const tidings = await fixtures.launch('--server', backend.streamUrl, '--hidden')
  await cli.waitForConnection('open')
  await backend.publish({ type: 'notification', id: 'n-1', message: 'One' })
  await backend.publish({ type: 'notification', id: 'n-2', message: 'Two' })
  await waitFor('both rows', async () => (await cli.history()).length === 2)
  await tidings.kill()

  expect(await cli.status()).toMatchObject({ connection: 'stopped', unread: 2, lastError: null })
  const { DISPLAY: _, ...withoutDisplay } = place.env
  const { openCli } = await import('../support/tidings.ts')
  const blind = openCli({ ...place, env: withoutDisplay })
  const newest = await blind.run('--history', '--json', '--limit', '1')
  expect(newest.exitCode).toBe(0)
  expect(JSON.parse(newest.output)).toMatchObject({ id: 'n-2', message: 'Two', read: false })
})

test('--follow and --wait work beside the running app, for scripts', async ({ fixtures }) => {
  const { cli, place } = fixtures
  const backend = await fixtures.startBackend()
  const alone = await cli.run('--wait', 'exp-1')
  expect([alone.exitCode, alone.error]).toEqual([1, expect.stringContaining('Tidings is not running')])

  const tidings = await fixtures.launch('--server', backend.streamUrl, '--hidden')
  await cli.waitForConnection('open')
  const following = spawnTidings(place, ['--follow', '--json'])
  const closed = once(following, 'close')
  let output = ''
  following.stdout.setEncoding('utf8').on('data', (text) => {
    output += text
  })
  const job = { type: 'job', id: 'exp-1', title: 'Orders' } as const
  // What comes before it looks first is not new to it.
  await waitFor('it to follow', async () => {
    await backend.publish({ type: 'notification', message: 'Are you there?' })
    return output !== ''
  })
  await backend.publish({ ...job, state: 'running', progress: 0.5 })
  const waiting = cli.run('--wait', 'exp-1', '--json')
  await waitFor('the running job', () => output.includes('"running"'))
  await backend.publish({ ...job, state: 'failed', message: 'The disk is full' })
  const waited = await waiting
  expect(waited.exitCode).toBe(3)
  expect(JSON.parse(waited.output)).toMatchObject({
    id: 'exp-1',
    state: 'failed',
    message: 'The disk is full',
  })
  await waitFor('the failed job', () => output.includes('"failed"'))
  expect(await tidings.renderers()).toBe(0)

  following.kill('SIGINT')
  expect(await closed).toEqual([0, null])
})

test('wrong usage exits with 2 and one line that says what to do', async ({ fixtures }) => {
  const { cli } = fixtures
  for (const [args, words] of [
    [['--sever', 'https://a.example'], '--help'],
    [['--server', 'a.example'], 'https://'],
    [['--token-file', '/no/such/file'], 'no such file'],
  ] as const) {
    const result = await cli.run(...args)
    expect(result.exitCode).toBe(2)
    expect(result.output).toBe('')
    const lines = result.error.split('\n').filter((line) => line.startsWith('tidings:'))
    expect(lines).toEqual([expect.stringContaining(words)])
  }
})

test('--quit with nothing running leaves no profile behind', async ({ fixtures }) => {
  const userDataDir = join(fixtures.place.userDataDir, 'never-used')
  const { exitCode, output, error } = await openCli({ ...fixtures.place, userDataDir }).run('--quit')
  expect({ exitCode, output, error }).toEqual({ exitCode: 0, output: '', error: '' })
  expect(existsSync(userDataDir) ? readdirSync(userDataDir) : []).toEqual([])
})

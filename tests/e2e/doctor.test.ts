import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { openCli, spawnTidings } from '../support/tidings.ts'
import { waitFor } from '../support/wait-for.ts'
import { expect, test } from './fixtures.ts'

interface Report {
  readonly fit: boolean
  readonly findings: readonly { readonly code: string; readonly severity: string }[]
}

test('--doctor judges a server without a display, beside the running app, and for a CI system', async ({
  fixtures,
}, info) => {
  const { cli, place } = fixtures
  const backend = await fixtures.startBackend({ offersTestEvent: true, heartbeatMs: 500 })
  await fixtures.launch('--server', backend.streamUrl, '--hidden')
  await cli.waitForConnection('open')
  const { DISPLAY: _, WAYLAND_DISPLAY: __, ...withoutDisplay } = place.env
  const blind = openCli({ ...place, env: withoutDisplay })
  const file = info.outputPath('doctor.xml')
  const options = ['--seconds', '4', '--json', '--strict', '--junit', file]
  const { output, error, exitCode } = await blind.run('--doctor', backend.streamUrl, ...options)
  const { fit, findings }: Report = JSON.parse(output)
  // Chromium may complain there about the desktop.
  expect(error).not.toContain('tidings:')
  expect({ exitCode, fit }).toEqual({ exitCode: 0, fit: true })
  expect(findings.filter(({ severity }) => severity !== 'ok').map(({ code }) => code)).toEqual(['http1'])
  expect(findings.map(({ code }) => code)).toEqual(
    expect.arrayContaining(['delivery-ok', 'replay-ok', 'wrong-token-ok']),
  )
  expect(readFileSync(file, 'utf8')).toContain('tests="14" failures="0"')
  // The app goes on, and has told of the test events.
  await waitFor('the test events', async () => (await cli.history()).length > 0)
  expect(await cli.status()).toMatchObject({ connection: 'open' })
})

test('--doctor names what is wrong, and exits with 1; Ctrl+C ends it', async ({ fixtures }) => {
  const { cli, place } = fixtures
  const backend = await fixtures.startBackend()
  const wrong = await cli.run('--doctor', `${backend.url}/`)
  expect(wrong.exitCode).toBe(1)
  expect(wrong.output).toMatch(/error {4}not-a-stream/)
  expect(wrong.output).not.toContain(fixtures.token)
  expect((await cli.run('--doctor', 'nonsense')).exitCode).toBe(2)

  const child = spawnTidings(place, ['--doctor', backend.streamUrl, '--seconds', '600'])
  const closed = once(child, 'close')
  await waitFor('the stream', () => backend.clients() === 1)
  child.kill('SIGINT')
  expect(await closed).toEqual([1, null])
  await waitFor('the stream to be closed', () => backend.clients() === 0)
})

test('the diagnostics have a button that checks the server, and list the findings', async ({
  fixtures,
}, info) => {
  const backend = await fixtures.startBackend({ offersTestEvent: true, heartbeatMs: 1_000 })
  const tidings = await fixtures.launch('--server', backend.streamUrl)
  const page = await tidings.page()
  await page.getByText('Connected', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('tab', { name: 'Diagnostics' }).click()
  await page.getByRole('button', { name: 'Check this server' }).click()
  await page.getByText('Checking the server.', { exact: false }).waitFor()
  await page.getByText('Tidings works well with this server.').waitFor({ timeout: 90_000 })
  await page.getByText(/^Passed: /).click()
  await page.getByText('wrong-token-ok').waitFor()
  await page.getByText('replay-ok').waitFor()
  await page.screenshot({ path: info.outputPath('diagnostics.png') })
})

import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, type TestFixtures, test } from '../e2e/fixtures.ts'
import { answerDialog, connectQuestion, windowsTitled } from '../e2e/native-dialog.ts'
import { waitFor } from '../support/wait-for.ts'

const run = promisify(execFile)

const linkTo = (server: string) => `tidings://connect?server=${encodeURIComponent(server)}`

async function startHidden(fixtures: TestFixtures) {
  const backend = await fixtures.startBackend()
  const tidings = await fixtures.launch('--server', backend.streamUrl, '--hidden')
  await fixtures.cli.waitForConnection('open')
  return { backend, tidings }
}

/** Waits for the question, and says how large its window is. */
async function questionSize({ desktop }: TestFixtures) {
  const [id = ''] = await waitFor('the question', async () => {
    const found = await windowsTitled(desktop, connectQuestion)
    return found.length > 0 && found
  })
  const options = { env: { ...desktop.env } }
  const { stdout } = await run('xdotool', ['getwindowgeometry', '--shell', id], options)
  const numberOf = (name: string) => Number(new RegExp(`^${name}=(\\d+)$`, 'm').exec(stdout)?.[1])
  return { width: numberOf('WIDTH'), height: numberOf('HEIGHT') }
}

test('no address makes the question so large that its buttons leave the screen', async ({ fixtures }) => {
  const { backend } = await startHidden(fixtures)
  const host = `app.example.com.${`${'a'.repeat(60)}.`.repeat(3)}evil.example`
  for (const server of [
    `https://a.example/${'x'.repeat(950)}`,
    `https://a.example/?${'%0a'.repeat(300)}`,
    `https://${host}/`,
  ]) {
    await waitFor('the question', async () => {
      await fixtures.cli.run(linkTo(server))
      return (await windowsTitled(fixtures.desktop, connectQuestion)).length > 0
    })
    const { width, height } = await questionSize(fixtures)
    expect(width).toBeLessThan(900)
    expect(height).toBeLessThan(600)
    await answerDialog(fixtures.desktop, connectQuestion, 'Return')
  }
  expect(backend.clients()).toBe(1)
})

test('an address that nobody could judge is refused without a question', async ({ fixtures }) => {
  const { cli, desktop } = fixtures
  const { tidings } = await startHidden(fixtures)
  await cli.run(linkTo(`https://a.example/${'x'.repeat(1_000)}`))
  // Sent after the link: once this has happened, the link has been handled.
  await cli.run('--show')
  await tidings.page()
  expect(await windowsTitled(desktop, connectQuestion)).toEqual([])
})

test('many links at once ask one question, and Cancel is what Enter, Escape and the space bar choose', async ({
  fixtures,
}) => {
  const { cli, desktop } = fixtures
  const { backend } = await startHidden(fixtures)
  for (const key of ['Return', 'Escape', 'space']) {
    await waitFor('a question', async () => {
      await Promise.all(['a', 'b', 'c'].map((name) => cli.run(linkTo(`https://${name}.example/`))))
      return (await windowsTitled(desktop, connectQuestion)).length > 0
    })
    expect(await windowsTitled(desktop, connectQuestion)).toHaveLength(1)
    await answerDialog(desktop, connectQuestion, key)
  }
  expect(await cli.status()).toMatchObject({ connection: 'open' })
  expect(backend.clients()).toBe(1)
})

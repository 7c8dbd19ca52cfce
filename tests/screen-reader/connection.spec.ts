import { expect } from 'vitest'
import { startBackend } from '../backend/server.ts'
import { waitFor } from '../support/wait-for.ts'
import { test, timesIn, words } from './fixtures.ts'
import { focusSearch, pressAndHear, tabTo } from './moves.ts'
import { openHistory } from './open-history.ts'

test('a lost connection is said once, however long it lasts, and so is the new one', async ({ fixtures }) => {
  const { reader, backend, token } = fixtures
  const { page } = await openHistory(fixtures)
  await focusSearch(fixtures)
  const lost = reader.listen()
  await backend.stop()
  await lost.until(words('status.waiting'))
  // The countdown beside it changes each second.
  const shown = new Set<string>()
  await waitFor('the countdown to go on', async () => {
    shown.add(await page.getByRole('banner').innerText())
    return shown.size >= 4
  })
  await reader.catchUp()
  expect(timesIn(lost.text(), words('status.waiting'))).toBe(1)
  expect(lost.utterances().length).toBeLessThan(4)

  const back = reader.listen()
  const again = await startBackend({ port: backend.port, token })
  try {
    await back.until(words('status.open'), { timeoutMs: 60_000 })
    await reader.catchUp()
    expect(timesIn(back.text(), words('status.open'))).toBe(1)
  } finally {
    await again.stop()
  }
})

test('so is the reason', async ({ fixtures }) => {
  const { reader, backend } = fixtures
  await openHistory(fixtures)
  const heard = reader.listen()
  await backend.stop()
  await heard.until(words('status.waiting'))
  await heard.until(words('problem.refused'), { timeoutMs: 5000 })
})

test('that the server wants another token is said', async ({ fixtures }) => {
  const { reader, launch, backend } = fixtures
  const heard = reader.listen()
  await launch(['--server', backend.streamUrl], { token: 'wrong' })
  await heard.until(words('status.signed-out'))
})

test('the details of the connection are read when they open', async ({ fixtures }) => {
  await openHistory(fixtures)
  await tabTo(fixtures, words('status.details'))
  const said = await pressAndHear(fixtures, 'Return', words('status.show-connection-log'))
  expect(said).toContain(words('status.last-activity'))
})

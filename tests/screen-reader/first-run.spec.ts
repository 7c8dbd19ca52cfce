import { expect } from 'vitest'
import { agreeToConnect } from '../e2e/native-dialog.ts'
import { type Fixtures, test, timesIn, words } from './fixtures.ts'
import { pressAndHear, tabTo } from './moves.ts'

const addressHint = words('welcome.address-hint', { example: words('welcome.example') })

/** Starts the app for the first time. Resolves when the screen reader is silent. */
async function startFirst({ reader, launch }: Fixtures) {
  const heard = reader.listen()
  const app = await launch([])
  const page = await app.page()
  await heard.until(words('status.no-server'))
  await page.getByText(words('welcome.title')).waitFor()
  await reader.catchUp()
  return { page, heard }
}

/** Types the address of the server into its field. Resolves with what is said of that. */
async function typeAddress(fixtures: Fixtures, address: string, result: string): Promise<string> {
  const { reader } = fixtures
  await tabTo(fixtures, words('welcome.address'))
  const heard = reader.listen()
  await reader.keyboard.type(address)
  await heard.until(result)
  await reader.catchUp()
  return heard.text()
}

test('the first run begins at the field for the address', async ({ fixtures }) => {
  const { reader } = fixtures
  await startFirst(fixtures)
  const heard = reader.listen()
  await reader.keyboard.type('x')
  await heard.until(words('welcome.not-address'), { timeoutMs: 5000 })
})

test('the field for the address says what it is for, and gives an example', async ({ fixtures }) => {
  await startFirst(fixtures)
  const stops = await tabTo(fixtures, words('welcome.address'))
  expect(stops.at(-1)).toMatch(/entry/)
  expect(stops.at(-1)).toContain(addressHint)
  const token = await tabTo(fixtures, words('welcome.token-optional'))
  expect(token.at(-1)).toMatch(/password/)
})

test('what is wrong with an address is said', async ({ fixtures }) => {
  await startFirst(fixtures)
  await typeAddress(fixtures, 'http://app.example.com', words('welcome.not-secure'))
})

test('what is found at an address is said once', async ({ fixtures }) => {
  await startFirst(fixtures)
  const said = await typeAddress(fixtures, fixtures.backend.streamUrl, words('welcome.asks-first'))
  expect(timesIn(said, words('welcome.asks-first'))).toBe(1)
})

test('the way from the address to a test notification can be heard', async ({ fixtures }) => {
  const { reader, backend, desktop, token } = fixtures
  await startFirst(fixtures)
  await typeAddress(fixtures, backend.streamUrl, words('welcome.asks-first'))
  const question = await pressAndHear(fixtures, 'Return', /Cancel.*button/)
  expect(question).toContain(new URL(backend.streamUrl).host)

  const agreed = reader.listen()
  await agreeToConnect(desktop)
  await agreed.until(words('welcome.token-asked'))
  await tabTo(fixtures, words('welcome.token-optional'))
  const typed = reader.listen()
  await reader.keyboard.type(token)
  await typed.until(words('welcome.stream'))

  await pressAndHear(fixtures, 'Return', words('status.open'))
  await tabTo(fixtures, words('notification.send-test'))
  await pressAndHear(fixtures, 'Return', words('notification.test-sent'))
  await tabTo(fixtures, words('first-run.next'))
  await pressAndHear(fixtures, 'Return', words('first-run.tray-title'))
  await tabTo(fixtures, words('welcome.finish'))
})

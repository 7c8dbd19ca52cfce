import { readdirSync } from 'node:fs'
import { expect, test } from '../e2e/fixtures.ts'
import { createArbitraries } from '../fuzz/arbitraries.ts'
import { waitFor } from '../support/wait-for.ts'

const link = 'tidings://open/n-1'
const event = { type: 'notification', id: 'n-1', message: 'Your export is ready!', url: 'https://a.example/' }
const command = { type: 'mark-read', keys: [1, 2], key: 1, server: 'https://a.example/', token: 'x' }

test('random events, links and messages neither stop the app, nor navigate, nor write elsewhere', async ({
  fixtures,
}) => {
  const { cli, desktop } = fixtures
  const home = desktop.env.HOME ?? ''
  const backend = await fixtures.startBackend()
  const tidings = await fixtures.launch('--server', backend.streamUrl)
  await cli.waitForConnection('open')
  const page = await tidings.page()
  const address = page.url()
  const before = readdirSync(home)

  for (let seed = 1; seed <= 200; seed += 1) {
    const made = createArbitraries(seed)
    const json = JSON.stringify(made.spoil(event)) ?? ''
    const line = made.pick([json, made.spoilText(json)]).replaceAll(/[\r\n]/g, ' ')
    backend.publishRaw(`data: ${line}\n\n`)
  }
  const messages = Array.from({ length: 200 }, (_, seed) => createArbitraries(seed).spoil(command))
  await page.evaluate(
    (all) => {
      const { send } = Reflect.get(window, 'tidings')
      for (const message of all) send(message)
    },
    JSON.parse(JSON.stringify(messages)),
  )
  // As if the app were started again with each of these links.
  const links = Array.from({ length: 200 }, (_, seed) => createArbitraries(seed).spoilText(link))
  await tidings.app.evaluate(({ app }, all) => {
    for (const text of all) app.emit('second-instance', {}, [], '', { type: 'link', link: text })
  }, links)

  await backend.publish({ type: 'notification', id: 'last', message: 'Still here', priority: 'critical' })
  await waitFor('the last event', async () => (await cli.history()).some(({ id }) => id === 'last'))
  expect(await cli.status()).toMatchObject({ connection: 'open' })
  expect(tidings.app.windows()).toHaveLength(1)
  expect(page.url()).toBe(address)
  expect(readdirSync(home)).toEqual(before)
  expect(backend.clients()).toBe(1)
})

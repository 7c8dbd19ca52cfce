import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { muteRule } from '../../electron/model/mute.ts'
import { sourceIdOf } from '../../electron/model/source.ts'
import { startStreamServer } from '../support/stream-server.ts'
import { waitFor } from '../support/wait-for.ts'
import { isConnected, openBridge } from './bridge.ts'
import { expect, type TestFixtures, test } from './fixtures.ts'

const words = ['Quarterly-Zebra', 'Orders-Walrus', 'category-ocelot', 'gibberish-lynx', 'job-marmot']

/** A notification, a job with a course and a result, and an event that can't be understood. */
const content = [
  {
    type: 'notification',
    id: 'n-1',
    title: 'Quarterly-Zebra',
    message: 'Orders-Walrus',
    category: 'category-ocelot',
  },
  { type: 'job', id: 'job-marmot', state: 'running', title: 'Orders-Walrus', progress: 0.2 },
  {
    ...{ type: 'job', id: 'job-marmot', state: 'succeeded', title: 'Orders-Walrus' },
    download: { url: 'https://files.example/job-marmot', filename: 'Orders-Walrus.csv' },
  },
]
const events = [
  ...content.map((data, index) => `id: ${index + 1}\ndata: ${JSON.stringify(data)}\n\n`),
  'id: 9\ndata: {gibberish-lynx\n\n',
].join('')

const startServer = (text: string) =>
  startStreamServer((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' })
    response.write(`data: {"type":"connected","heartbeat":15}\n\n${text}`)
  })

const other = 'id: 1\ndata: {"type":"notification","id":"n-1","message":"This one stays"}\n\n'

/** Settings that name both servers, as if the user had made them in an earlier run. */
async function prepare({ place }: TestFixtures) {
  const [left, kept] = [await startServer(events), await startServer(other)]
  const addresses = [`${left.origin}/left-server`, `${kept.origin}/sse`]
  const [source, keptSource] = addresses.map(sourceIdOf)
  const servers = addresses.map((address) => ({ address, name: null, colour: 'blue', clientId: null }))
  const rule = { ...muteRule(1, { category: '' }), when: { source, category: null, words: 'Orders-Walrus' } }
  const savedFilter = (name: string, of: string | null | undefined) => ({
    name,
    filter: {
      ...{ show: 'all', category: null, source: of, priority: null, state: null, dates: null, search: '' },
    },
  })
  const settings = {
    ...{ version: 1, servers, deleteHistoryAtSignOut: true },
    rules: [rule, { ...rule, id: 2, when: { source: keptSource, category: 'kept', words: null } }],
    savedFilters: [savedFilter('Left', source), savedFilter('Kept', keptSource)],
  }
  mkdirSync(place.userDataDir, { recursive: true })
  writeFileSync(join(place.userDataDir, 'settings.json'), JSON.stringify(settings))
  writeFileSync(join(place.userDataDir, 'history.damaged-2026-01-01T00-00-00.db'), 'Quarterly-Zebra')
  return { left, settingsFile: join(place.userDataDir, 'settings.json') }
}

/** The files below the profile that hold one of these texts, with the text. */
function filesWith(folder: string, texts: readonly string[]): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap((name) => {
    const file = join(folder, name)
    if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) return []
    const bytes = readFileSync(file, 'latin1')
    return texts.filter((text) => bytes.includes(text)).map((text) => `${name}: ${text}`)
  })
}

test('of a server that was removed nothing is left in any file, while the app runs', async ({ fixtures }) => {
  const { left, settingsFile } = await prepare(fixtures)
  const { userDataDir } = fixtures.place
  const tidings = await fixtures.launch()
  const page = await tidings.page()
  const bridge = await openBridge(page)
  await bridge.until('the connections', isConnected)
  const { servers } = await bridge.until('the items', ({ latest }) => latest.items.length === 3)
  // Those of its notifications are remembered with their texts, so that they can be clicked after a restart.
  left.send(`data: ${JSON.stringify({ ...content[0], id: 'n-2', priority: 'critical' })}\n\n`)
  const isShown = () =>
    fixtures.desktop.notifications.all().some(({ body }) => body.includes('Orders-Walrus'))
  await waitFor('the notification', isShown)
  expect(filesWith(userDataDir, words)).not.toEqual([])

  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('tab', { name: 'Servers' }).click()
  await page
    .getByRole('button', { name: new RegExp(servers[0]?.name ?? '') })
    .first()
    .click()
  await page.getByRole('button', { name: /^Remove .?127/ }).click()
  const dialog = page.getByRole('alertdialog')
  await expect(dialog.getByText('Its history is deleted too. This can’t be undone.')).toBeVisible()
  await expect(dialog.getByRole('checkbox')).toHaveCount(0)
  await dialog.getByRole('button', { name: 'Remove and delete history' }).click()
  await bridge.until('the removal', ({ servers: left }) => left.length === 1)

  await waitFor(
    'nothing to be left of it',
    () => filesWith(userDataDir, [...words, 'left-server']).length === 0,
  )
  expect(JSON.parse(readFileSync(settingsFile, 'utf8'))).toMatchObject({
    rules: [{ id: 2 }],
    savedFilters: [{ name: 'Kept' }],
  })
  expect(await fixtures.cli.history()).toMatchObject([{ message: 'This one stays' }])
})

test('what the organization withdraws is deleted at the next start', async ({ fixtures }) => {
  const { settingsFile } = await prepare(fixtures)
  const { userDataDir } = fixtures.place
  const first = await fixtures.launch()
  const bridge = await openBridge(await first.page())
  await bridge.until('the items', ({ latest }) => latest.items.length === 3)
  await first.quit()
  const settings = JSON.parse(readFileSync(settingsFile, 'utf8'))
  writeFileSync(settingsFile, JSON.stringify({ ...settings, servers: settings.servers.slice(1) }))

  await fixtures.launch('--hidden')
  await waitFor(
    'nothing to be left of it',
    () => filesWith(userDataDir, [...words, 'left-server']).length === 0,
  )
  expect(await fixtures.cli.history()).toMatchObject([{ message: 'This one stays' }])
})

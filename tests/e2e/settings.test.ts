import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Tidings } from '../support/tidings.ts'
import { waitFor } from '../support/wait-for.ts'
import { isConnected, openBridge } from './bridge.ts'
import { expect, test } from './fixtures.ts'

function settingsIn(folder: string): unknown {
  return JSON.parse(readFileSync(join(folder, 'settings.json'), 'utf8'))
}

// Playwright shows pages a colour scheme of its own.
function usesDarkColours({ app }: Tidings): Promise<boolean> {
  return app.evaluate(({ nativeTheme }) => nativeTheme.shouldUseDarkColors)
}

test('a changed setting applies at once and at the next start', async ({ fixtures }) => {
  const tidings = await fixtures.launch()
  const bridge = await openBridge(await tidings.page())
  expect(await usesDarkColours(tidings)).toBe(false)

  await bridge.send({ type: 'change-settings', change: { theme: 'dark', sounds: 'none' } })
  await waitFor('the dark theme', () => usesDarkColours(tidings))
  const { settings } = await bridge.until('the change', (snapshot) => snapshot.settings.theme === 'dark')
  expect(settings.sounds).toBe('none')
  await bridge.send({ type: 'change-settings', change: { hideContent: true } })
  await bridge.until('the second change', (snapshot) => snapshot.settings.hideContent)
  await tidings.quit()
  expect(settingsIn(fixtures.place.userDataDir)).toMatchObject({
    version: 1,
    theme: 'dark',
    sounds: 'none',
    hideContent: true,
  })

  const again = await fixtures.launch('--hidden')
  await waitFor('the dark theme', () => usesDarkColours(again))
})

test('an invalid change of settings changes nothing', async ({ fixtures }) => {
  const tidings = await fixtures.launch()
  const bridge = await openBridge(await tidings.page())
  const before = (await bridge.snapshot()).settings
  const page = await tidings.page()
  await page.evaluate(() => {
    const { send } = Reflect.get(window, 'tidings')
    send({ type: 'change-settings', change: { retention: { days: -1, items: 5 } } })
    send({ type: 'change-settings', change: { server: 'https://elsewhere.example' } })
  })
  await bridge.send({ type: 'change-settings', change: { stalledAfterMinutes: 25 } })
  const { settings } = await bridge.until(
    'the change',
    (snapshot) => snapshot.settings.stalledAfterMinutes === 25,
  )
  expect(settings).toEqual({ ...before, stalledAfterMinutes: 25 })
})

test('a damaged settings file is set aside, a notification says so, and the app starts', async ({
  fixtures,
}) => {
  const first = await fixtures.launch('--hidden')
  await first.quit()
  writeFileSync(join(fixtures.place.userDataDir, 'settings.json'), '{"version":1,"theme":')
  await fixtures.launch('--hidden')
  await fixtures.desktop.notifications.waitFor(({ summary }) => summary === 'Your settings could not be read')
  const names = readdirSync(fixtures.place.userDataDir)
  expect(names.filter((name) => name.startsWith('settings.json.damaged-'))).toHaveLength(1)
})

test('diagnostics are there while they are open, and the report contains no secret and no message', async ({
  fixtures,
}) => {
  const backend = await fixtures.startBackend()
  const tidings = await fixtures.launch('--server', `${backend.streamUrl}?tenant=acme-secret`)
  const bridge = await openBridge(await tidings.page())
  await bridge.until('the connection', isConnected)
  await backend.publish({ type: 'notification', id: 'n-1', message: 'A private matter' })
  await bridge.until('the notification', ({ unread }) => unread === 1)
  backend.publishRaw('id: 77\ndata: {not json, but private too\n\n')
  await bridge.until('the event set aside', ({ rejectedCount }) => rejectedCount === 1)
  expect((await bridge.snapshot()).diagnostics).toBeNull()

  await bridge.send({ type: 'show-diagnostics', open: true, server: null })
  const { diagnostics } = await bridge.until('diagnostics', (snapshot) => snapshot.diagnostics !== null)
  expect(diagnostics?.connections.map(({ kind }) => kind)).toEqual(['open', 'connecting'])
  expect(diagnostics?.rejectedEvents).toMatchObject([{ data: '{not json, but private too' }])
  expect(diagnostics?.cursor).toBe('77')
  expect(Object.keys(diagnostics?.versions ?? {})).toEqual(['tidings', 'electron', 'chrome', 'node', 'os'])

  await bridge.send({ type: 'copy-report' })
  const report = await waitFor('the report', async () => {
    const text = await tidings.app.evaluate(({ clipboard }) => clipboard.readText())
    return text.includes('Tidings report') && text
  })
  expect(report).toContain(`server: ${backend.url}\n`)
  expect(report).toContain('rejected events: 1')
  for (const secret of [fixtures.token, 'private', 'acme-secret']) expect(report).not.toContain(secret)

  await bridge.send({ type: 'show-diagnostics', open: false, server: null })
  await bridge.until('the end of diagnostics', (snapshot) => snapshot.diagnostics === null)
})

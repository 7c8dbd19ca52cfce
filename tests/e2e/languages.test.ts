import { isConnected, openBridge, serverOf } from './bridge.ts'
import { expect, test } from './fixtures.ts'

test.describe('on a German desktop', () => {
  test.use({ environment: { LANGUAGE: 'de_AT:en', LANG: 'de_AT.UTF-8' } })

  test('tray and notifications are in German by default', async ({ fixtures }) => {
    await fixtures.launch('--hidden')
    const item = await fixtures.desktop.tray.waitForItem()
    const menu = await item.menu()
    expect(menu.map(({ label }) => label)).toContain('Benachrichtigungen pausieren')
    expect((await item.appearance()).tooltip).toBe('Tidings: Noch kein Server')
  })
})

test('another language is used at once by window, notifications and problems', async ({ fixtures }) => {
  const backend = await fixtures.startBackend()
  const tidings = await fixtures.launch('--server', backend.streamUrl)
  const bridge = await openBridge(await tidings.page())
  await bridge.until('the connection', isConnected)
  expect((await bridge.snapshot()).language).toBe('en')

  await bridge.send({ type: 'change-settings', change: { language: 'ja' } })
  await bridge.until('Japanese', ({ language }) => language === 'ja')
  await bridge.send({ type: 'test-notification' })
  await fixtures.desktop.notifications.waitFor(({ summary }) => summary === '通知は正常に届いています')

  await bridge.send({ type: 'change-settings', change: { language: 'ar' } })
  await bridge.until('Arabic', ({ language }) => language === 'ar')
  await backend.publish({ type: 'job', id: 'exp-1', state: 'failed', title: 'Orders', message: 'No' })
  await fixtures.desktop.notifications.waitFor(({ summary }) => summary === 'فشل: Orders')
  await backend.stop()
  const snapshot = await bridge.until('the problem', ({ servers: [server] }) => server?.problem != null)
  expect(serverOf(snapshot).problem).toMatch(/الخادم/)
})

test('the command line stays English, so that scripts can read it', async ({ fixtures }) => {
  const tidings = await fixtures.launch('--server', 'http://127.0.0.1:9/')
  const bridge = await openBridge(await tidings.page())
  await bridge.send({ type: 'change-settings', change: { language: 'fr' } })
  await bridge.until('French', ({ servers: [server] }) => server?.problem?.startsWith('Le serveur') === true)
  expect((await fixtures.cli.status()).lastError).toMatch(/^The server/)
})

test('the times are those of LC_TIME, whatever the language', async ({ fixtures }) => {
  const backend = await fixtures.startBackend()
  const { place } = fixtures
  const env = { ...place.env, LANG: 'en_US.UTF-8', LANGUAGE: 'en_US', LC_TIME: 'de_DE.UTF-8' }
  const tidings = await fixtures.launchWith({ ...place, env }, '--server', backend.streamUrl)
  const bridge = await openBridge(await tidings.page())
  const { language, timeLocale } = await bridge.snapshot()
  expect([language, timeLocale]).toEqual(['en', 'en-DE-u-hc-h23'])
})

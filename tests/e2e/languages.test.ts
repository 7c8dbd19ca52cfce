import { openBridge } from './bridge.ts'
import { expect, test } from './fixtures.ts'

test.describe('on a German desktop', () => {
  test.use({ environment: { LANGUAGE: 'de_AT:en', LANG: 'de_AT.UTF-8' } })

  test('tray and notifications speak German by themselves', async ({ stage }) => {
    await stage.launch('--hidden')
    const item = await stage.desktop.tray.waitForItem()
    const menu = await item.menu()
    expect(menu.map(({ label }) => label)).toContain('Benachrichtigungen pausieren')
    expect((await item.appearance()).tooltip).toBe('Tidings: Noch kein Server')
  })
})

test('another language is spoken at once, by tray, notifications and problems', async ({ stage }) => {
  const backend = await stage.backend()
  const tidings = await stage.launch('--server', backend.streamUrl)
  const bridge = await openBridge(await tidings.page())
  await bridge.until('the connection', ({ status }) => status.connection.kind === 'open')
  expect((await bridge.view()).language).toBe('en')

  await bridge.send({ type: 'change-settings', change: { language: 'ja' } })
  await bridge.until('Japanese', ({ language }) => language === 'ja')
  await bridge.send({ type: 'test-toast' })
  await stage.desktop.notifications.waitFor(({ summary }) => summary === '通知は正常に届いています')

  await bridge.send({ type: 'change-settings', change: { language: 'ar' } })
  await bridge.until('Arabic', ({ language }) => language === 'ar')
  await backend.publish({ type: 'job', id: 'exp-1', state: 'failed', title: 'Orders', message: 'No' })
  await stage.desktop.notifications.waitFor(({ summary }) => summary === 'فشل: Orders')
  await backend.stop()
  const { problem } = await bridge.until('the problem', (view) => view.problem !== null)
  expect(problem).toMatch(/الخادم/)
})

test('the command line stays English, so that scripts can read it', async ({ stage }) => {
  const tidings = await stage.launch('--server', 'http://127.0.0.1:9/')
  const bridge = await openBridge(await tidings.page())
  await bridge.send({ type: 'change-settings', change: { language: 'fr' } })
  await bridge.until('French', ({ problem }) => problem?.startsWith('Le serveur') === true)
  expect((await stage.cli.status()).lastError).toMatch(/^The server/)
})

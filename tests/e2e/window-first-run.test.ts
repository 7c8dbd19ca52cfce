import { expect, test } from './fixtures.ts'
import { agreeToConnect } from './native-dialog.ts'
import { watchConsole } from './watch-console.ts'

test.use({ environment: {} })

test('the first run leads from the address to a notification on the desktop, and the settings apply at once', async ({
  fixtures,
}) => {
  const backend = await fixtures.startBackend()
  const tidings = await fixtures.launch()
  const page = await tidings.page()
  const complaints = await watchConsole(page)
  await page.getByRole('heading', { name: 'Welcome to Tidings' }).waitFor()

  await page.getByLabel('Server address').fill(backend.streamUrl)
  await page.getByText('Tidings asks you before it connects to this server').waitFor()
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  await agreeToConnect(fixtures.desktop)
  await page.getByText('This server needs an access token.').waitFor()
  await page.getByLabel('Access token (if required)').fill('wrong')
  await page.getByText(/accept this (access )?token/).waitFor()
  await page.getByText('Server found.').waitFor()
  await page.getByLabel('Access token (if required)').fill(fixtures.token)
  await page.getByText('This server sends notifications.').waitFor()
  await page.getByRole('button', { name: 'Connect', exact: true }).click()

  await page.getByText('Connected to 127.0.0.1', { exact: false }).waitFor()
  await page.getByText('Step 3 of 4').waitFor()
  await page.getByRole('button', { name: 'Send a test notification' }).click()
  await fixtures.desktop.notifications.waitFor(({ appName }) => appName === 'Tidings')
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('img', { name: 'Panel at the top or bottom of the screen' }).waitFor()
  await page.getByRole('button', { name: 'Back' }).click()
  await page.getByText('Step 3 of 4').waitFor()
  await page.getByRole('button', { name: 'Skip' }).click()
  await expect(page.getByRole('switch', { name: 'Start Tidings when I sign in' })).toBeChecked()
  await page.getByRole('button', { name: 'Show history' }).click()
  await page.getByText('No notifications yet').waitFor()

  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('tab', { name: 'General' }).click()
  await expect(page.getByRole('switch', { name: 'Start Tidings when I sign in' })).toBeChecked()
  await page.getByLabel('Appearance', { exact: true }).selectOption({ label: 'Dark' })
  // Playwright shows the page a color scheme of its own, so the main process is asked.
  await expect.poll(() => tidings.app.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe('dark')
  await page.getByRole('combobox', { name: 'Language' }).selectOption('ar')
  await page.getByRole('tab', { name: 'عام' }).waitFor()
  expect(await page.evaluate(() => document.documentElement.dir)).toBe('rtl')
  await page.keyboard.press('Escape')
  await page.getByText('لا توجد إشعارات بعد').waitFor()
  await backend.publish({ type: 'notification', id: 'n-1', title: 'مرحبا', message: 'x' })
  await page.getByRole('row').getByText('مرحبا', { exact: true }).waitFor()
  expect(complaints).toEqual([])
})

import { execFile } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { releaseExport, startExport } from '../../tests/support/main-scenario.ts'
import { launch } from '../../tests/support/prepare.ts'
import { projectFolder } from '../../tests/support/tidings.ts'
import { waitFor } from '../../tests/support/wait-for.ts'
import { withApp } from '../../tests/support/with-app.ts'

// `npm run readme:screenshot`: takes the pictures of the README and of the user guide again, of the real app on a virtual
// desktop whose notifications have buttons.

const run = promisify(execFile)
const images = join(projectFolder, 'resources/docs/images')
const desktopFile = join(projectFolder, 'resources/readme/desktop.png')

const events = [
  {
    type: 'notification',
    id: 'n-1',
    title: 'Price list updated',
    message: '1,204 prices changed.',
    category: 'catalogue',
  },
  {
    type: 'job',
    id: 'exp-1',
    state: 'failed',
    title: 'Customers 2025',
    message: 'The export stopped at row 81,200: the disk quota is used up.',
    category: 'export',
  },
  {
    type: 'notification',
    id: 'n-2',
    title: 'Invoice run finished',
    message: '312 invoices were sent.',
    category: 'billing',
  },
] as const

const asUsual = { notify: 'as-usual', sound: 'as-usual', keepOnScreen: false, fetch: null } as const
const rules = [
  {
    ...asUsual,
    id: 1,
    when: { source: null, category: 'export', words: 'orders' },
    fetch: { maxMegabytes: 100, folder: null },
  },
  { ...asUsual, id: 2, when: { source: null, category: 'catalogue', words: null }, notify: 'never' },
]

await launch(async () => {
  await withApp(
    async ({ tidings, cli, desktop, backend, token }) => {
      for (const event of events) await backend.publish(event)
      await waitFor('all items', async () => (await cli.history()).length === events.length)
      await waitFor('all notifications', async () =>
        (await cli.history()).every(
          ({ category, outcome }) => category === 'catalogue' || outcome === 'shown',
        ),
      )
      for (const { id } of desktop.notifications.all()) await closeNotification(desktop.env, id ?? 0)
      await (await desktop.tray.waitForItem()).activate()
      const page = await tidings.page()
      await page.getByText('Invoice run finished').first().waitFor()
      const access = { backend, token }
      // Held, so that the screenshot shows a running export next to a finished one.
      const running = { title: 'Line items 2026', rows: 400_000, rowsPerSecond: 40_000, holdAt: 0.42 }
      const runningId = await startExport(access, running)
      await waitFor('its progress', async () =>
        (await cli.history()).some(({ progress }) => progress !== null && progress >= running.holdAt),
      )
      await startExport(access, { title: 'Sales 2026', rows: 100_000, rowsPerSecond: 40_000 })
      await desktop.notifications.waitFor(({ summary, id }) => summary === 'Sales 2026' && id !== undefined)
      await page.getByText('Your export is ready!').first().waitFor()
      // The daemon fades a notification in and tells nobody when it is done.
      await delay(1_500)
      await desktop.screenshot(desktopFile)
      await crop(desktopFile, '456x124+972+12', 'notification.png')
      await page.screenshot({ path: join(images, 'window.png') })

      const xdotool = (...args: string[]) => run('xdotool', args, { env: { ...desktop.env } })
      await xdotool('mousemove', '1343', '781', 'click', '3')
      await delay(1_500)
      const menu = join(images, 'tray-menu.png')
      await desktop.screenshot(menu)
      await crop(menu, '280x420+1120+380', 'tray-menu.png')
      await xdotool('key', 'Escape')

      await page.getByRole('button', { name: 'Settings' }).click()
      await page.getByRole('tab', { name: 'Notifications' }).click()
      const list = page.locator('[data-setting="settings.rules"]')
      await list.scrollIntoViewIfNeeded()
      await list.screenshot({ path: join(images, 'rules.png') })
      await releaseExport(access, runningId)
      console.log(`Saved ${desktopFile} and the pictures in ${images}`)
    },
    {
      // Wide enough for the notification beside the window.
      desktopOptions: { notifications: 'xfce4-notifyd', size: '1440x800' },
      beforeStart: ({ userDataDir }) => {
        mkdirSync(userDataDir, { recursive: true })
        writeFileSync(join(userDataDir, 'settings.json'), JSON.stringify({ version: 1, rules }))
      },
    },
  )
  return 0
})

/** Any daemon does this, not only dunst. */
async function closeNotification(env: Readonly<Record<string, string>>, id: number): Promise<void> {
  const name = 'org.freedesktop.Notifications'
  const place = ['--dest', name, '--object-path', '/org/freedesktop/Notifications']
  const call = ['--method', `${name}.CloseNotification`, String(id)]
  await run('gdbus', ['call', '--session', ...place, ...call], { env: { ...env } })
}

async function crop(from: string, area: string, name: string): Promise<void> {
  await run('convert', [from, '-crop', area, '+repage', join(images, name)])
}

// The smallest app with a tray icon, notifications and a window; it prints what reaches it, a line each.
import { app, BrowserWindow, Menu, Notification, nativeImage, powerMonitor, Tray } from 'electron'

const say = (line) => process.stdout.write(`${line}\n`)
say(`${app.getName()} ${app.getVersion()}, ready: ${app.isReady()}`)

const kept = []
function raiseNotification(icon) {
  const number = kept.length + 1
  const notification = new Notification({
    title: `Export ${number} is ready`,
    body: 'Orders & invoices',
    icon,
  })
  notification.on('click', () => say(`notification ${number} clicked`))
  notification.show()
  kept.push(notification)
}

// Not awaited: Electron is ready only after this module has run.
app.whenReady().then(() => {
  const icon = nativeImage.createFromBuffer(Buffer.alloc(32 * 32 * 4, 0xdd), { width: 32, height: 32 })
  const tray = new Tray(icon)
  tray.setToolTip('A fixture')
  tray.on('click', () => say('tray clicked'))
  const raise = { label: 'Raise a notification', click: () => raiseNotification(icon) }
  tray.setContextMenu(
    Menu.buildFromTemplate([raise, { type: 'separator' }, { label: 'Off', enabled: false }]),
  )

  powerMonitor.on('suspend', () => say('suspended'))
  powerMonitor.on('resume', () => say('resumed'))
  const window = new BrowserWindow({ width: 480, height: 320, title: 'A window' })
  window.loadURL('data:text/html,<title>A window</title><h1>Here I am</h1>')
})

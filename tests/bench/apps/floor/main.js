// The least that an app with a tray icon can be that notifies of a server's events: it stores nothing, and has no
// window. What Tidings costs is compared with it. It gets its server as the last argument.
import { app, Menu, Notification, Tray } from 'electron'
import { EventSource } from 'eventsource'

const icon = new URL('../../../../resources/icons/tray/connected.png', import.meta.url).pathname
const shown = new Set()

// Not awaited: Electron is ready only after this module has run.
app.whenReady().then(() => {
  const tray = new Tray(icon)
  tray.setToolTip('Floor')
  tray.setContextMenu(Menu.buildFromTemplate([{ role: 'quit' }]))

  const source = new EventSource(process.argv.at(-1))
  source.addEventListener('message', ({ data }) => {
    const event = JSON.parse(data)
    if (event.type !== 'notification') return
    const notification = new Notification({ title: event.title, body: event.message })
    // One that is collected as garbage can't be clicked.
    shown.add(notification)
    notification.on('close', () => shown.delete(notification))
    notification.show()
  })
})

// The usual design: a page in a window that is never shown holds the stream and notifies. What Tidings costs is compared
// with it. It gets its server as the last argument.
import { app, BrowserWindow, Menu, Tray } from 'electron'

const icon = new URL('../../../../resources/icons/tray/connected.png', import.meta.url).pathname

// Not awaited: Electron is ready only after this module has run.
app.whenReady().then(() => {
  const tray = new Tray(icon)
  tray.setToolTip('Hidden window')
  tray.setContextMenu(Menu.buildFromTemplate([{ role: 'quit' }]))

  const window = new BrowserWindow({ show: false, webPreferences: { backgroundThrottling: false } })
  window.loadFile('page.html', { query: { server: process.argv.at(-1) } })
})

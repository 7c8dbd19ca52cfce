/**
 * Draws every icon of the app from the pieces in source/: `npm run icons`.
 * The results are committed; the same pieces give the same bytes. A tray state is recognized by its shape, never by
 * color alone. Windows and Linux get a coloured tile, legible on light and dark panels alike; macOS gets template
 * images, which the system tints.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Resvg } from '@resvg/resvg-js'
import { type Face, iconComposer, type Paint } from './compose-icon.ts'
import { icns, ico, type Png } from './icon-container.ts'

type Look = { readonly face: Face; readonly tile: Paint }

// Mid tones, chosen to keep a contrast of 3:1 to a white and to a black panel.
const sea: Paint = { ground: 'url(#sea)', mark: '#fff', badge: '#d8432f' }
const warning: Paint = { ...sea, badge: '#c26a00' }
const fog: Paint = { ...sea, ground: '#66727c' }

const mark: Face = { bell: 'solid', under: 'wave' }
const trayLooks: Readonly<Record<string, Look>> = {
  connected: { face: mark, tile: sea },
  unread: { face: { ...mark, badge: 'unread' }, tile: sea },
  connecting: { face: { bell: 'hollow', under: 'dots' }, tile: sea },
  offline: { face: { bell: 'hollow', slash: true }, tile: fog },
  'signed-out': { face: { ...mark, badge: 'signed-out' }, tile: warning },
  attention: { face: { ...mark, badge: 'attention' }, tile: sea },
  paused: { face: { ...mark, badge: 'paused' }, tile: warning },
}

// Beside a notification's text, which says the same: shape first, color second.
const notificationBadges = [
  { badge: 'ready', color: '#2c8a4b' },
  { badge: 'failed', color: '#d8432f' },
  { badge: 'critical', color: '#c26a00' },
] as const

const app: Paint = { ...sea, tide: true }
// The grid of macOS icons leaves 100 of 1024 px free on each side.
const macApp: Paint = { ...app, margin: (16 * 100) / 824 }
const template: Paint = { mark: '#000', badge: '#000' }

const icons = import.meta.dirname
const compose = iconComposer(join(icons, 'source'))

function draw(face: Face, paint: Paint, size: number): Png {
  const image = new Resvg(compose(face, paint), {
    fitTo: { mode: 'width', value: size },
    font: { loadSystemFonts: false },
  })
  return { size, bytes: image.render().asPng() }
}

function drawApp(size: number): Png {
  return draw(mark, size < 64 ? sea : app, size)
}

function write(name: string, bytes: Buffer): void {
  const path = join(icons, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, bytes)
}

for (const folder of ['app', 'tray']) rmSync(join(icons, folder), { recursive: true, force: true })

for (const size of [16, 22, 24, 32, 48, 64, 128, 256, 512, 1024])
  write(`app/${size}x${size}.png`, drawApp(size).bytes)
write('icon.png', drawApp(1024).bytes)
write('icon.ico', ico([16, 20, 24, 32, 40, 48, 64, 128, 256].map(drawApp)))
const macTypes = { ic11: 32, ic12: 64, ic07: 128, ic13: 256, ic08: 256, ic14: 512, ic09: 512, ic10: 1024 }
write(
  'icon.icns',
  icns(Object.entries(macTypes).map(([type, size]) => ({ type, bytes: draw(mark, macApp, size).bytes }))),
)
write('notification.png', drawApp(256).bytes)
// Without the tide: it would run into the badge.
for (const { badge, color } of notificationBadges)
  write(`notification-${badge}.png`, draw({ ...mark, badge }, { ...sea, badge: color }, 256).bytes)

for (const [state, { face, tile }] of Object.entries(trayLooks)) {
  write(`tray/${state}.png`, draw(face, tile, 24).bytes)
  write(`tray/${state}@2x.png`, draw(face, tile, 48).bytes)
  write(`tray/${state}.ico`, ico([16, 20, 24, 32, 40, 48].map((size) => draw(face, tile, size))))
  write(`tray/${state}Template.png`, draw(face, template, 18).bytes)
  write(`tray/${state}Template@2x.png`, draw(face, template, 36).bytes)
}

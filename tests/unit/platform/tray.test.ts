import type { MenuItemConstructorOptions } from 'electron'
import { expect, test } from 'vitest'
import type { Command } from '../../../electron/model/command.ts'
import { createTray, type NativeMenu, type NativeTray } from '../../../electron/platform/tray/tray.ts'
import type { TrayModel } from '../../../electron/tray/tray-model.ts'

const model: TrayModel = {
  icon: 'connected',
  tooltip: 'Tidings: Connected',
  menu: [{ kind: 'command', label: 'Open Tidings', command: { type: 'open-window' } }],
}

function openTray(platform: NodeJS.Platform) {
  const commands: Command[] = []
  const clicks: (() => void)[] = []
  const menus: MenuItemConstructorOptions[][] = []
  const icons: string[] = []
  class FakeTray implements NativeTray {
    on = (_event: 'click', listener: () => void) => clicks.push(listener)
    setImage = () => {}
    setToolTip = () => {}
    setContextMenu = () => {}
    getBounds = () => ({ x: 1, y: 2, width: 16, height: 16 })
    isDestroyed = () => false
    destroy = () => {}
  }
  const tray = createTray({
    electron: {
      Tray: FakeTray,
      Menu: {
        buildFromTemplate: (entries) => {
          menus.push(entries)
          return { on: () => {} } satisfies NativeMenu
        },
      },
      nativeImage: {
        createFromPath: (path) => {
          icons.push(path.replaceAll('\\', '/'))
          return Object.create(null)
        },
      },
    },
    iconsFolder: '/icons',
    platform,
    onCommand: (command) => commands.push(command),
    watchHost: () => () => {},
    now: () => 0,
  })
  tray.draw(model)
  return { commands, menus, icons, click: () => clicks.forEach((listener) => void listener()) }
}

test.each(['win32', 'linux'] as const)('on %s a click opens the window', (platform) => {
  const { commands, click } = openTray(platform)
  click()
  expect(commands).toEqual([{ type: 'open-window' }])
})

test('on macOS a click opens only the menu, from which the window can be opened', () => {
  const { commands, menus, click } = openTray('darwin')
  click()
  expect(commands).toEqual([])
  expect(menus).toMatchObject([[{ label: 'Open Tidings' }]])
})

test('the icon is of the kind that the system wants', () => {
  expect(openTray('darwin').icons).toEqual(['/icons/connectedTemplate.png'])
  expect(openTray('win32').icons).toEqual(['/icons/connected.ico'])
  expect(openTray('linux').icons).toEqual(['/icons/connected.png'])
})

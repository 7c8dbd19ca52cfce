import type { Menu, MenuItemConstructorOptions } from 'electron'
import { describe, expect, test } from 'vitest'
import type { Command } from '../../../electron/model/command.ts'
import { createMenuBar } from '../../../electron/platform/window/menu-bar.ts'
import { createMenuBarModel } from '../../../electron/window/menu-bar.ts'
import { createI18n } from '../../support/i18n.ts'

function openMenuBar(platform: NodeJS.Platform) {
  const set: (MenuItemConstructorOptions[] | null)[] = []
  const commands: Command[] = []
  const templates = new Map<unknown, MenuItemConstructorOptions[]>()
  const menuBar = createMenuBar({
    // Electron's class can't be created outside of Electron; only the template matters here.
    Menu: {
      buildFromTemplate: (template: MenuItemConstructorOptions[]) => {
        const menu = Object.create(null) as Menu
        templates.set(menu, template)
        return menu
      },
      setApplicationMenu: (menu) => void set.push(menu === null ? null : (templates.get(menu) ?? [])),
    },
    platform,
    onCommand: (command) => commands.push(command),
  })
  return { menuBar, set, commands }
}

const labels = (template: MenuItemConstructorOptions[] | null | undefined) =>
  template?.map(({ label, submenu }) => [
    label,
    Array.isArray(submenu) ? submenu.flatMap((entry) => entry.label ?? []) : [],
  ])

test.each(['linux', 'win32'] as const)('there is no menu on %s', (platform) => {
  const { menuBar, set } = openMenuBar(platform)
  menuBar.draw(createMenuBarModel(createI18n('en')))
  expect(set).toEqual([null])
})

describe('the menu bar of macOS', () => {
  test('is short, and in the language of the app', () => {
    const { menuBar, set } = openMenuBar('darwin')
    menuBar.draw(createMenuBarModel(createI18n('de')))
    expect(labels(set.at(-1))).toEqual([
      ['Tidings', ['Über Tidings', 'Einstellungen …', 'Tidings ausblenden', 'Tidings beenden']],
      [
        'Bearbeiten',
        ['Widerrufen', 'Wiederholen', 'Ausschneiden', 'Kopieren', 'Einsetzen', 'Alles auswählen'],
      ],
      ['Fenster', ['Im Dock ablegen', 'Zoomen', 'Schließen']],
    ])
  })

  test('is made again only for another language', () => {
    const { menuBar, set } = openMenuBar('darwin')
    menuBar.draw(createMenuBarModel(createI18n('en')))
    menuBar.draw(createMenuBarModel(createI18n('en')))
    menuBar.draw(createMenuBarModel(createI18n('fr')))
    expect(set).toHaveLength(3)
  })

  test('opens the settings, and quits', () => {
    const { menuBar, set, commands } = openMenuBar('darwin')
    menuBar.draw(createMenuBarModel(createI18n('en')))
    const [app] = set.at(-1) ?? []
    const entries = Array.isArray(app?.submenu) ? app.submenu : []
    for (const entry of entries) Reflect.apply(entry.click ?? (() => {}), undefined, [])
    expect(commands).toEqual([{ type: 'open-page', page: 'settings', server: null }, { type: 'quit' }])
  })

  test('has nothing that loads the page again', () => {
    expect(JSON.stringify(createMenuBarModel(createI18n('en')))).not.toMatch(/reload/i)
  })
})

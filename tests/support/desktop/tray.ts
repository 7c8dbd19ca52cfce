import { createHash } from 'node:crypto'
import { waitFor } from '../wait-for.ts'
import type { BusClient, BusTarget } from './bus-client.ts'
import { chooseMenuEntry, type MenuEntry, readMenu } from './tray-menu.ts'

/** What the panel shows of an item. */
export interface TrayAppearance {
  readonly id: string
  readonly title: string
  readonly tooltip: string
  readonly status: string
  /** Edge lengths in pixels, and a hash of the image; undefined without an image. */
  readonly icon: { readonly width: number; readonly height: number; readonly hash: string } | undefined
}

/** An item in the tray (StatusNotifierItem). Each call reads the current state. */
export interface TrayItem {
  appearance(): Promise<TrayAppearance>
  /** The click with the main button. */
  activate(): Promise<void>
  menu(): Promise<readonly MenuEntry[]>
  /** Chooses a menu entry by its label, in submenus too. Throws when there is none or it is disabled. */
  choose(label: string): Promise<void>
}

export interface Tray {
  items(): Promise<readonly TrayItem[]>
  /** The first item; waits for it to appear. */
  waitForItem(): Promise<TrayItem>
}

export const watcherName = 'org.kde.StatusNotifierWatcher'
const watcher: BusTarget = { service: watcherName, path: '/StatusNotifierWatcher', interface: watcherName }

/** The tray as the panel's watcher knows it. */
export function openTray(bus: BusClient): Tray {
  const items = async () => {
    const names = (await bus.property(watcher, 'RegisteredStatusNotifierItems')) as readonly string[]
    return names.map((name) => trayItem(bus, name))
  }
  return {
    items,
    waitForItem: () => waitFor('an item in the tray', async () => (await items())[0]),
  }
}

/** @param name as registered: the bus name, then the path: `:1.7/StatusNotifierItem` */
function trayItem(bus: BusClient, name: string): TrayItem {
  const slash = name.indexOf('/')
  const service = slash < 0 ? name : name.slice(0, slash)
  const path = slash < 0 ? '/StatusNotifierItem' : name.slice(slash)
  const item: BusTarget = { service, path, interface: 'org.kde.StatusNotifierItem' }
  const menuPath = async () => String(await bus.property(item, 'Menu'))
  return {
    appearance: async () => appearanceOf(await bus.properties(item)),
    activate: async () => {
      await bus.call(item, 'Activate', 'ii', [0, 0])
    },
    menu: async () => readMenu(bus, service, await menuPath()),
    choose: async (label) => chooseMenuEntry(bus, service, await menuPath(), label),
  }
}

function appearanceOf(properties: Readonly<Record<string, unknown>>): TrayAppearance {
  const { Id, Title, Status, ToolTip, IconPixmap } = properties
  // ToolTip is (icon name, images, title, text); Electron fills the title.
  const [, , tooltipTitle = '', tooltipText = ''] = (ToolTip ?? []) as readonly unknown[]
  return {
    id: String(Id ?? ''),
    title: String(Title ?? ''),
    tooltip: [tooltipTitle, tooltipText].map(String).filter(Boolean).join('\n'),
    status: String(Status ?? ''),
    icon: iconOf(IconPixmap),
  }
}

function iconOf(pixmaps: unknown): TrayAppearance['icon'] {
  const [first] = (pixmaps ?? []) as readonly (readonly [number, number, Buffer])[]
  if (first === undefined) return undefined
  const [width, height, pixels] = first
  return { width, height, hash: createHash('sha256').update(pixels).digest('hex').slice(0, 16) }
}

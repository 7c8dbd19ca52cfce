import type { BusClient, BusTarget } from './bus-client.ts'

/** An entry as a person sees it; separators and hidden entries are left out. */
export interface MenuEntry {
  readonly label: string
  readonly enabled: boolean
  /** Undefined when it is nothing to tick. */
  readonly checked: boolean | undefined
  readonly entries: readonly MenuEntry[]
}

interface NumberedEntry extends MenuEntry {
  readonly id: number
  readonly entries: readonly NumberedEntry[]
}

/** One node of com.canonical.dbusmenu's GetLayout: id, properties, children. */
type LayoutNode = readonly [number, Readonly<Record<string, unknown>>, readonly unknown[]]

/** Reads the whole menu, after announcing that it is about to be shown, as panels do. */
export async function readMenu(
  bus: BusClient,
  service: string,
  path: string,
): Promise<readonly NumberedEntry[]> {
  const menu = menuAt(service, path)
  // Not every version of Electron knows how to answer this; panels don't mind either.
  await bus.call(menu, 'AboutToShow', 'i', [0]).catch(() => undefined)
  const [, root] = await bus.call(menu, 'GetLayout', 'iias', [0, -1, []])
  return entriesOf(root as LayoutNode)
}

/** Chooses the entry with this label, wherever it is in the menu. */
export async function chooseMenuEntry(
  bus: BusClient,
  service: string,
  path: string,
  label: string,
): Promise<void> {
  const all = flatten(await readMenu(bus, service, path))
  const entry = all.find((candidate) => candidate.label === label)
  if (entry === undefined) {
    throw new Error(`The tray menu has no "${label}", only: ${all.map((other) => other.label).join(', ')}`)
  }
  if (!entry.enabled) throw new Error(`"${label}" in the tray menu is disabled`)
  const noData: readonly [string, unknown] = ['s', '']
  await bus.call(menuAt(service, path), 'Event', 'isvu', [entry.id, 'clicked', noData, 0])
}

function menuAt(service: string, path: string): BusTarget {
  return { service, path, interface: 'com.canonical.dbusmenu' }
}

function entriesOf([, , children]: LayoutNode): readonly NumberedEntry[] {
  return children.flatMap((child) => {
    const node = child as LayoutNode
    const [id, properties] = node
    if (properties.type === 'separator' || properties.visible === false) return []
    const ticks = properties['toggle-type'] !== undefined && properties['toggle-type'] !== ''
    return {
      id,
      // An underscore marks the access key, two stand for one.
      label: String(properties.label ?? '').replace(/_(.)/g, '$1'),
      enabled: properties.enabled !== false,
      checked: ticks ? properties['toggle-state'] === 1 : undefined,
      entries: entriesOf(node),
    }
  })
}

function flatten(entries: readonly NumberedEntry[]): readonly NumberedEntry[] {
  return entries.flatMap((entry) => [entry, ...flatten(entry.entries)])
}

import type { TextKey } from '../../electron/i18n/i18n.ts'
import type { Item } from '../../electron/model/item.ts'
import type { ServerKey } from '../../electron/model/server.ts'
import type { WindowFilter } from '../../electron/model/window-filter.ts'
import type { AppSnapshot } from '../../electron/window/contract.ts'
import type { WindowI18n } from '../i18n/i18n.ts'
import { type SettingName, settingNames, settingTabs } from '../settings/setting-list.ts'
import type { IconName } from '../style/icons.tsx'
import type { CommandGroup } from './command.ts'
import { type CommandName, commandNames, commandOf } from './command-list.ts'
import { rank } from './palette-match.ts'

/** What the palette can do. */
export type PaletteAction =
  | { readonly kind: 'command'; readonly name: CommandName }
  | { readonly kind: 'setting'; readonly name: SettingName }
  | { readonly kind: 'filter'; readonly filter: WindowFilter }
  | { readonly kind: 'server'; readonly server: ServerKey }
  | { readonly kind: 'item'; readonly key: Item['key'] }

export type PaletteGroup = 'recent' | 'commands' | 'filters' | 'settings' | 'servers' | 'items'

export interface PaletteEntry {
  /** The same in every session, so that it is known again as recently used. */
  readonly id: string
  readonly group: PaletteGroup
  readonly icon: IconName
  readonly label: string
  /** Written small at the end of the line: keys, or where it is. */
  readonly note: string | null
  readonly action: PaletteAction
}

export interface PaletteSection {
  readonly group: PaletteGroup
  readonly entries: readonly PaletteEntry[]
}

/** Everything but the items of the history. @param applies which commands can do something now */
export function paletteEntries(
  { servers, settings }: Pick<AppSnapshot, 'servers' | 'settings'>,
  { t }: Pick<WindowI18n, 't'>,
  keysOf: (name: CommandName) => string | null,
  applies: (name: CommandName) => boolean,
): readonly PaletteEntry[] {
  const nameOf = (key: TextKey, under: TextKey | undefined) =>
    under === undefined ? t(key) : t('palette.under', { under: t(under), name: t(key) })
  return [
    ...inOrder(commandNames).flatMap((name): readonly PaletteEntry[] => {
      const { text: key, under, keysOnly, group } = commandOf(name)
      if (keysOnly === true || !applies(name)) return []
      const label = nameOf(key, group === 'show' ? 'filter.show' : under)
      const note = keysOf(name)
      return [
        {
          ...{ id: `command ${name}`, group: 'commands', label, note },
          icon: iconOf(name),
          action: { kind: 'command', name },
        },
      ]
    }),
    ...settings.savedFilters.map(
      ({ name, filter }): PaletteEntry => ({
        ...{ id: `filter ${name}`, group: 'filters', label: name, note: null },
        icon: 'filter',
        action: { kind: 'filter', filter },
      }),
    ),
    ...settingNames.map(
      (name): PaletteEntry => ({
        ...{ id: `setting ${name}`, group: 'settings', label: t(name) },
        note: t(`settings.${settingTabs[name]}`),
        icon: 'gear',
        action: { kind: 'setting', name },
      }),
    ),
    ...servers.map(
      ({ key, name, address }): PaletteEntry => ({
        ...{ id: `server ${address}`, group: 'servers', label: name, note: null },
        icon: 'server',
        action: { kind: 'server', server: key },
      }),
    ),
  ]
}

/** What can be done with the chosen items comes first, then what concerns the whole window. */
const groupOrder: readonly CommandGroup[] = ['item', 'general', 'show', 'select', 'move']

function inOrder(names: readonly CommandName[]): readonly CommandName[] {
  const place = (name: CommandName) => groupOrder.indexOf(commandOf(name).group)
  return [...names].sort((a, b) => place(a) - place(b))
}

const commandIcons: Readonly<Partial<Record<CommandName, IconName>>> = {
  search: 'search',
  shortcuts: 'keyboard',
  'mark-all-read': 'check-all',
  settings: 'gear',
  reconnect: 'plug',
  resume: 'bell',
  'test-notification': 'bell',
  'toggle-read': 'check',
  'mark-unread': 'dot',
  delete: 'bin',
  download: 'download',
  'open-page': 'link',
  mute: 'bell-off',
  snooze: 'clock',
  back: 'back',
  close: 'cross',
}

function iconOf(name: CommandName): IconName {
  if (name.startsWith('pause-')) return 'bell-off'
  if (name.startsWith('show-')) return 'filter'
  if (name.startsWith('export-')) return 'download'
  return commandIcons[name] ?? 'prompt'
}

/**
 * What is listed for what was typed: the best section first, in each the best entry first, and the items last. Without
 * a search those that were used last come first, and neither settings nor servers are listed: they would hide the rest.
 *
 * @param recent the ids of what was used last, the newest first
 */
export function paletteSections(
  entries: readonly PaletteEntry[],
  items: readonly PaletteEntry[],
  typed: string,
  recent: readonly string[],
): readonly PaletteSection[] {
  if (typed.trim() === '') {
    const used = recent.flatMap((id) => entries.find((entry) => entry.id === id) ?? [])
    const others = entries.filter((entry) => !used.includes(entry))
    return withoutEmpty([
      { group: 'recent', entries: used },
      { group: 'commands', entries: others.filter(({ group }) => group === 'commands') },
      { group: 'filters', entries: others.filter(({ group }) => group === 'filters') },
    ])
  }
  const usedAt = ({ id }: PaletteEntry) => (recent.includes(id) ? recent.indexOf(id) : recent.length)
  // Of equally good ones, those come first that were used last.
  const ranked = rank(
    [...entries].sort((a, b) => usedAt(a) - usedAt(b)),
    typed,
    ({ label }) => label,
  )
  const groups = [...new Set(ranked.map(({ group }) => group))]
  return withoutEmpty([
    ...groups.map((group) => ({
      group,
      entries: ranked.filter((entry) => entry.group === group),
    })),
    { group: 'items', entries: items },
  ])
}

function withoutEmpty(sections: readonly PaletteSection[]): readonly PaletteSection[] {
  return sections.filter(({ entries }) => entries.length > 0)
}

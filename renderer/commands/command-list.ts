import { actionTexts, pauseChoices } from '../../electron/model/shared-actions.ts'
import type { WindowFilter } from '../../electron/model/window-filter.ts'
import type { WindowCommand } from '../../electron/window/contract.ts'
import type { CommandAction, CommandEntry, WindowAction } from './command.ts'
import { listCommands } from './list-commands.ts'
import { mod, press, shift } from './shortcut.ts'

const general = { group: 'general', keys: [], when: [] } as const
const [halfHour, hour, tomorrow, resumed] = pauseChoices

const send = (command: WindowCommand): CommandAction => ({ kind: 'send', command })
const inWindow = (does: WindowAction): CommandAction => ({ kind: 'window', does })

const pauseFor = ({ text, length }: (typeof pauseChoices)[number]): CommandEntry => ({
  ...{ ...general, text, under: actionTexts.pause },
  when: ['server', 'not-paused'],
  does: send({ type: 'pause', length }),
})

const themed = (theme: 'light' | 'dark'): CommandEntry => ({
  ...{ ...general, text: `settings.theme-${theme}`, under: 'settings.theme' },
  does: send({ type: 'change-settings', change: { theme } }),
})

const exportAs = (format: 'csv' | 'jsonl'): CommandEntry => ({
  ...{ ...general, text: `settings.export-${format}`, under: 'settings.export' },
  does: send({ type: 'export-history', format }),
})

const show = (which: WindowFilter['show'], key: string): CommandEntry => ({
  ...{ group: 'show', text: `filter.${which}`, when: ['history'] },
  keys: [press(key)],
  does: { kind: 'show', show: which },
})

/** What the window offers besides the commands for items. */
const windowCommands = {
  palette: {
    ...general,
    text: 'command.palette',
    keys: [mod('k')],
    does: inWindow('open-palette'),
    keysOnly: true,
  },
  shortcuts: { ...general, text: 'shortcuts.title', keys: [press('?')], does: inWindow('open-shortcuts') },
  search: {
    ...general,
    text: 'filter.search',
    keys: [press('/'), mod('f')],
    when: ['history'],
    does: inWindow('search'),
  },
  'clear-search': {
    ...general,
    text: 'filter.clear',
    keys: [press('Escape')],
    when: ['history', 'searched'],
    does: inWindow('clear-search'),
  },
  undo: { ...general, text: 'undo.undo', keys: [mod('z')], when: ['undoable'], does: inWindow('undo') },
  'mark-all-read': {
    ...general,
    text: actionTexts.markAllRead,
    keys: [shift('Escape')],
    when: ['history', 'unread'],
    does: inWindow('mark-shown-read'),
  },
  settings: {
    ...general,
    text: actionTexts.settings,
    keys: [mod(',')],
    does: { kind: 'page', page: 'servers' },
  },
  back: {
    ...general,
    text: 'settings.back',
    keys: [press('Escape')],
    when: ['settings'],
    does: { kind: 'page', page: 'history' },
  },
  reconnect: {
    ...general,
    text: actionTexts.reconnect,
    keys: [press('F5'), mod('r')],
    when: ['server'],
    does: send({ type: 'reconnect', server: null }),
  },
  'pause-half-hour': pauseFor(halfHour),
  'pause-hour': pauseFor(hour),
  'pause-until-tomorrow': pauseFor(tomorrow),
  'pause-until-resumed': pauseFor(resumed),
  resume: { ...general, text: actionTexts.resume, when: ['paused'], does: send({ type: 'resume' }) },
  'test-notification': {
    ...general,
    text: 'notification.send-test',
    does: send({ type: 'test-notification' }),
  },
  light: themed('light'),
  dark: themed('dark'),
  'export-csv': exportAs('csv'),
  'export-jsonl': exportAs('jsonl'),
  'copy-report': { ...general, text: 'command.copy-report', does: send({ type: 'copy-report' }) },
  licenses: { ...general, text: 'about.licenses', does: send({ type: 'show-licenses' }) },
  zoom: {
    ...general,
    text: 'command.zoom',
    keys: [mod('+'), mod('-'), mod('0')],
    does: { kind: 'system' },
    keysOnly: true,
  },
  close: {
    ...general,
    text: 'command.close-window',
    keys: [mod('w')],
    does: inWindow('close'),
    everywhere: true,
  },
  quit: {
    ...general,
    text: actionTexts.quit,
    keys: [mod('q')],
    does: send({ type: 'quit' }),
    everywhere: true,
  },
} as const satisfies Readonly<Record<string, CommandEntry>>

/** The filters in the order of their tabs. */
const showCommands = {
  'show-all': show('all', '1'),
  'show-unread': show('unread', '2'),
  'show-jobs': show('jobs', '3'),
  'show-failed': show('failed', '4'),
  'show-pinned': show('pinned', '5'),
  'show-snoozed': show('snoozed', '6'),
}

/** Everything the user can do by a key or the palette. Where two have the same key, the first that applies gets it. */
export const commands = { ...listCommands, ...windowCommands, ...showCommands }

export type CommandName = keyof typeof commands

export const commandNames: readonly CommandName[] = Object.keys(commands).filter(isCommandName)

function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(commands, name)
}

/** The entry, without what the compiler knows of this one alone. */
export function commandOf(name: CommandName): CommandEntry {
  return commands[name]
}

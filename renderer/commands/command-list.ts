import { actionTexts, pauseChoices } from '../../electron/model/shared-actions.ts'
import type { CommandEntry } from './command.ts'
import { listCommands } from './list-commands.ts'
import { mod, press, shift } from './shortcut.ts'

const general = { group: 'general', keys: [], when: [] } as const
const [halfHour, hour, tomorrow, resumed] = pauseChoices
const pause = { ...general, under: actionTexts.pause, when: ['server', 'not-paused'] } as const
const show = { group: 'show', when: ['history'] } as const
const appearance = { ...general, under: 'settings.theme' } as const

/** What the window offers besides the commands for items. */
const windowCommands = {
  palette: {
    ...general,
    text: 'command.palette',
    keys: [mod('k')],
    does: { kind: 'window', does: 'open-palette' },
    keysOnly: true,
  },
  shortcuts: {
    ...general,
    text: 'shortcuts.title',
    keys: [press('?')],
    does: { kind: 'window', does: 'open-shortcuts' },
  },
  search: {
    ...general,
    text: 'filter.search',
    keys: [press('/'), mod('f')],
    when: ['history'],
    does: { kind: 'window', does: 'search' },
  },
  'clear-search': {
    ...general,
    text: 'filter.clear',
    keys: [press('Escape')],
    when: ['history', 'searched'],
    does: { kind: 'window', does: 'clear-search' },
  },
  undo: {
    ...general,
    text: 'undo.undo',
    keys: [mod('z')],
    when: ['undoable'],
    does: { kind: 'window', does: 'undo' },
  },
  'mark-all-read': {
    ...general,
    text: actionTexts.markAllRead,
    keys: [shift('Escape')],
    when: ['history', 'unread'],
    does: { kind: 'window', does: 'mark-shown-read' },
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
    does: { kind: 'send', command: { type: 'reconnect', server: null } },
  },
  'pause-half-hour': {
    ...pause,
    text: halfHour.text,
    does: { kind: 'send', command: { type: 'pause', length: halfHour.length } },
  },
  'pause-hour': {
    ...pause,
    text: hour.text,
    does: { kind: 'send', command: { type: 'pause', length: hour.length } },
  },
  'pause-until-tomorrow': {
    ...pause,
    text: tomorrow.text,
    does: { kind: 'send', command: { type: 'pause', length: tomorrow.length } },
  },
  'pause-until-resumed': {
    ...pause,
    text: resumed.text,
    does: { kind: 'send', command: { type: 'pause', length: resumed.length } },
  },
  resume: {
    ...general,
    text: actionTexts.resume,
    when: ['paused'],
    does: { kind: 'send', command: { type: 'resume' } },
  },
  'test-notification': {
    ...general,
    text: 'notification.send-test',
    does: { kind: 'send', command: { type: 'test-notification' } },
  },
  light: {
    ...appearance,
    text: 'settings.theme-light',
    does: { kind: 'send', command: { type: 'change-settings', change: { theme: 'light' } } },
  },
  dark: {
    ...appearance,
    text: 'settings.theme-dark',
    does: { kind: 'send', command: { type: 'change-settings', change: { theme: 'dark' } } },
  },
  'export-csv': {
    ...general,
    under: 'settings.export',
    text: 'settings.export-csv',
    does: { kind: 'send', command: { type: 'export-history', format: 'csv' } },
  },
  'export-jsonl': {
    ...general,
    under: 'settings.export',
    text: 'settings.export-jsonl',
    does: { kind: 'send', command: { type: 'export-history', format: 'jsonl' } },
  },
  'copy-report': {
    ...general,
    text: 'command.copy-report',
    does: { kind: 'send', command: { type: 'copy-report' } },
  },
  licenses: {
    ...general,
    text: 'about.licenses',
    does: { kind: 'send', command: { type: 'show-licenses' } },
  },
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
    does: { kind: 'window', does: 'close' },
    everywhere: true,
  },
  quit: {
    ...general,
    text: actionTexts.quit,
    keys: [mod('q')],
    does: { kind: 'send', command: { type: 'quit' } },
    everywhere: true,
  },
} as const satisfies Readonly<Record<string, CommandEntry>>

/** The filters in the order of their tabs. */
const showCommands = {
  'show-all': { ...show, text: 'filter.all', keys: [press('1')], does: { kind: 'show', show: 'all' } },
  'show-unread': {
    ...show,
    text: 'filter.unread',
    keys: [press('2')],
    does: { kind: 'show', show: 'unread' },
  },
  'show-jobs': {
    ...show,
    text: 'filter.jobs',
    keys: [press('3')],
    does: { kind: 'show', show: 'jobs' },
  },
  'show-failed': {
    ...show,
    text: 'filter.failed',
    keys: [press('4')],
    does: { kind: 'show', show: 'failed' },
  },
  'show-pinned': {
    ...show,
    text: 'filter.pinned',
    keys: [press('5')],
    does: { kind: 'show', show: 'pinned' },
  },
  'show-snoozed': {
    ...show,
    text: 'filter.snoozed',
    keys: [press('6')],
    does: { kind: 'show', show: 'snoozed' },
  },
} as const satisfies Readonly<Record<string, CommandEntry>>

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

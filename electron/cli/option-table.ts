import { doctorLimits } from '../doctor/limits.ts'
import { maxServerLength } from '../model/deep-link.ts'
import { formatNames } from '../model/source.ts'

// The one table of command-line options. The parser and `--help` use it directly. `npm run options` generates the manual
// page, the shell completions, and the tables in README.md, user-guide.md and backend.md from it.

/** Options that say what is to be done; only one of them is given. */
export const commandNames = ['show', 'quit', 'history', 'status', 'follow', 'wait', 'doctor'] as const
export type CommandName = (typeof commandNames)[number]

/** One text, or one for each command that the option goes with. */
export type Texts = string | Readonly<Partial<Record<CommandName, string>>>

/**
 * Texts are phrases: no capital at the beginning, no full stop at the end. In `manual` options and variables stand as
 * they are typed (`--history`, `TIDINGS_TOKEN`), and other literal text stands between backticks.
 */
export interface OptionTexts {
  /** A few words, for completions. */
  readonly summary: string
  /** For `--help`; undefined: the summary. */
  readonly help?: Texts
  /** Everything there is to say, for the manual page and the tables; undefined: the summary. */
  readonly manual?: Texts
  /** Where in the documentation there is more, for README.md; the path is from the project's folder. */
  readonly more?: { readonly text: string; readonly path: string }
}

interface OptionUse {
  readonly short?: string
  /** The commands that it goes with; undefined: it can be given without any. */
  readonly with?: readonly CommandName[]
  /** Commands that it is listed with, although it goes with all, and what it means there. */
  readonly listedWith?: Readonly<Partial<Record<CommandName, string>>>
  /** Options that can't be given together with it. */
  readonly excludes?: readonly string[]
  /** The variable that stands in for it. */
  readonly environment?: { readonly name: string; readonly manual: string }
}

/** What is given for an option, and how a shell completes it. */
export interface OptionValue {
  /** What stands for it in angle brackets. */
  readonly name: string
  /** A word that may be given instead. */
  readonly word?: string
  /** What it is, for shells that tell while they complete. */
  readonly what: string
  readonly completion: 'address' | 'file' | 'folder' | 'none' | readonly string[]
}

/** The fields `type` and `short` are those of Node's `parseArgs`. */
export type CommandLineOption = OptionTexts &
  OptionUse &
  ({ readonly type: 'boolean' } | { readonly type: 'string'; readonly value: OptionValue })

export const defaultHistoryLimit = 50
export const maxDoctorSeconds = 600
const doctorSeconds = doctorLimits.observeMs / 1000

export const optionTable = {
  server: {
    type: 'string',
    value: { name: 'url', what: 'address', completion: 'address' },
    summary: 'use this server for this run',
    help:
      'use this server for this run (or set TIDINGS_SERVER); its format is recognized, unless the address names it at ' +
      `its end: #format=${formatNames.join(', ')}`,
    manual:
      'use this server for this run (or set TIDINGS_SERVER). Its format is recognized, unless the address names it at ' +
      'its end: ' +
      formatNames.map((name) => `\`#format=${name}\``).join(', '),
    more: { text: 'other servers', path: 'resources/docs/backend.md#other-servers' },
    environment: { name: 'TIDINGS_SERVER', manual: 'the server of this run, unless --server names one' },
  },
  'token-file': {
    type: 'string',
    value: { name: 'path', what: 'file', completion: 'file' },
    summary: 'read the access token from this file',
    help: 'read the access token from this file (or set TIDINGS_TOKEN to the token)',
    manual:
      'read the access token from this file, alone or as JSON with `access_token` (or set TIDINGS_TOKEN to the ' +
      'token itself). It is for the server of --server, else for the one it is first used for, and goes to no other',
    listedWith: {
      doctor:
        'read the access token from this file (or set TIDINGS_TOKEN to the token itself); it is sent to this origin ' +
        'only, and printed nowhere',
    },
    environment: {
      name: 'TIDINGS_TOKEN',
      manual: 'the access token itself, unless --token-file names a file',
    },
  },
  'user-data-dir': {
    type: 'string',
    value: { name: 'dir', what: 'folder', completion: 'folder' },
    summary: 'keep everything the app writes below this folder',
  },
  hidden: { type: 'boolean', summary: 'start in the tray, without a window', excludes: commandNames },
  show: { type: 'boolean', summary: 'open the window of the running app' },
  quit: { type: 'boolean', summary: 'end the running app' },
  history: {
    type: 'boolean',
    summary: 'print the history, newest first',
    manual: 'print the history, newest first, whether or not the app is running',
  },
  status: {
    type: 'boolean',
    summary: 'print the connection and what is unread',
    help: 'print the connection and what is unread; of several servers of the worst, then of each',
    manual:
      'print the connection and whether it is encrypted, the cursor, what is unread and the last error, whether or ' +
      'not the app is running. Where there are several servers, the worst of them comes first, then each (in JSON, ' +
      '`sources`)',
  },
  follow: {
    type: 'boolean',
    summary: 'print items as they come, until interrupted',
    manual:
      'print items of the running app as they come, and a job again when it has ended, until interrupted with Ctrl+C',
  },
  wait: {
    type: 'string',
    value: { name: 'id', what: 'id of a job', completion: 'none' },
    summary: 'wait until this job ends',
    help: 'wait until this job ends; exits with 0 if it succeeded, 3 if it failed, 4 if it was cancelled',
    manual:
      'wait until this job of the running app ends, and print it; exits with 0 if it succeeded, 3 if it failed, 4 if ' +
      'it was cancelled',
  },
  doctor: {
    type: 'string',
    value: { name: 'url', what: 'address', completion: 'address' },
    summary: 'check whether a server is fit for Tidings',
    help: 'check whether a server and the way to it are fit for Tidings; exits with 0 if they are, 1 if not',
    manual:
      'check whether a server, and the way to it, are fit for Tidings, and say what to change; exits with 0 if it is ' +
      'fit, 1 if not',
    more: { text: 'codes, and an example for your CI', path: 'resources/docs/backend.md#check-your-server' },
  },
  json: {
    type: 'boolean',
    with: ['history', 'status', 'follow', 'wait', 'doctor'],
    summary: 'as JSON',
    help: {
      history: 'one JSON object a line',
      follow: 'one JSON object a line',
      status: 'as one JSON object',
      wait: 'as one JSON object',
      doctor: 'as one JSON object',
    },
    manual: {
      history: 'one JSON object a line',
      follow: 'one JSON object a line',
      status: 'one JSON object',
      wait: 'one JSON object',
      doctor:
        'one JSON object: `server`, `fit`, and `findings` with `code`, `check`, `severity`, `text`, `change`',
    },
  },
  csv: {
    type: 'boolean',
    with: ['history'],
    excludes: ['json'],
    summary: 'as comma-separated values',
    help: 'comma-separated values in UTF-8; a cell that a spreadsheet would take for a formula begins with an apostrophe',
    manual:
      'comma-separated values in UTF-8, for spreadsheets. A cell that a spreadsheet would take for a formula begins ' +
      'with an apostrophe',
  },
  limit: {
    type: 'string',
    value: { name: 'n', word: 'all', what: 'number', completion: ['10', '50', '100', 'all'] },
    with: ['history'],
    summary: 'at most so many',
    help: `at most so many (${defaultHistoryLimit}), or all of them`,
    manual: `at most so many items (${defaultHistoryLimit} by default), or all of them`,
  },
  unread: { type: 'boolean', with: ['history'], summary: 'only what is unread' },
  snoozed: { type: 'boolean', with: ['history'], summary: 'only what has a reminder that is not due yet' },
  source: {
    type: 'string',
    value: { name: 'server', what: 'name or address', completion: 'none' },
    with: ['history', 'status', 'follow'],
    summary: 'only of this server',
    help: 'only of this server; its name or address',
    manual: 'only of this server: its name in Tidings, or its address',
  },
  junit: {
    type: 'string',
    value: { name: 'file', what: 'file', completion: 'file' },
    with: ['doctor'],
    summary: 'write the result as JUnit XML too',
    manual: 'write the result as JUnit XML too, with one test case for each check',
  },
  strict: { type: 'boolean', with: ['doctor'], summary: 'warnings count as failures' },
  seconds: {
    type: 'string',
    value: { name: 'n', what: 'number', completion: 'none' },
    with: ['doctor'],
    summary: 'how long to observe the stream',
    help: `how long to observe the stream (${doctorSeconds})`,
    manual:
      `how long to observe the stream: ${doctorSeconds} seconds by default, ${maxDoctorSeconds} at most; with more ` +
      `than ${doctorLimits.missingHeartbeatMs / 1000} missing heartbeats are certain`,
  },
  help: { type: 'boolean', short: 'h', summary: 'print a summary of the options' },
  version: { type: 'boolean', short: 'v', summary: 'print the version' },
} as const satisfies Readonly<Record<string, CommandLineOption>>

/** What may be opened instead: links, which the desktop hands to the app. */
export const links = [
  { form: 'tidings://open/<id>', manual: 'opens an item in the window' },
  {
    form: 'tidings://connect?server=<url>',
    manual: `asks whether to connect to this server, whose address may have ${maxServerLength.toLocaleString('en-US')} characters`,
  },
] as const

/** An option with its name, in the order of the table. */
export type NamedOption = CommandLineOption & { readonly name: string }

export const namedOptions: readonly NamedOption[] = Object.entries<CommandLineOption>(optionTable).map(
  ([name, option]) => ({ ...option, name }),
)

export function isCommand({ name }: NamedOption): boolean {
  return commandNames.some((command) => command === name)
}

/** What the option means with a command. */
export function textWith(texts: Texts, command: string): string {
  if (typeof texts === 'string') return texts
  return Object.entries(texts).find(([name]) => name === command)?.[1] ?? ''
}

/** As it is typed: `--limit <n>|all`. */
export function typedForm(option: NamedOption): string {
  if (option.type === 'boolean') return `--${option.name}`
  const { name, word } = option.value
  return `--${option.name} <${name}>${word === undefined ? '' : `|${word}`}`
}

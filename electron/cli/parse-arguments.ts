import { parseArgs } from 'node:util'
import type { ExportFormat } from '../history/export-history.ts'
import { explainAddress } from '../i18n/explain.ts'
import { createI18n } from '../i18n/i18n.ts'
import { isDeepLink, parseDeepLink } from '../model/deep-link.ts'
import { parseSource, type Source } from '../model/source.ts'

/** What the command line asks for. */
export type Request =
  | { readonly kind: 'run'; readonly hidden: boolean; readonly options: Options }
  | { readonly kind: 'show'; readonly options: Options }
  /** A `tidings:` link that can be followed. */
  | { readonly kind: 'link'; readonly link: string; readonly options: Options }
  | { readonly kind: 'quit'; readonly options: Options }
  | {
      readonly kind: 'history'
      readonly format: ExportFormat
      /** Infinity: all of it. */
      readonly limit: number
      readonly unreadOnly: boolean
      readonly options: Options
    }
  | { readonly kind: 'status'; readonly json: boolean; readonly options: Options }
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  /** Wrong usage: one line that says what to do. */
  | { readonly kind: 'wrong'; readonly reason: string }

export interface Options {
  /** The server of this run; null: the one that is set up. */
  readonly source: Source | null
  readonly tokenFile: string | null
  readonly userDataDir: string | null
}

export interface Environment {
  readonly TIDINGS_SERVER?: string | undefined
}

const defaultHistoryLimit = 50

const ours = {
  server: { type: 'string' },
  'token-file': { type: 'string' },
  'user-data-dir': { type: 'string' },
  hidden: { type: 'boolean' },
  show: { type: 'boolean' },
  quit: { type: 'boolean' },
  history: { type: 'boolean' },
  status: { type: 'boolean' },
  json: { type: 'boolean' },
  csv: { type: 'boolean' },
  limit: { type: 'string' },
  unread: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const

// Switches that belong to Chromium or Node and reach them by themselves: not ours to judge.
const platformSwitch =
  /^--(no-sandbox|inspect(-brk)?|remote-debugging-(port|pipe)|password-store|ozone-platform(-hint)?|lang|disable-.+|enable-.+|force-.+|proxy-.+|no-proxy-server|host-resolver-rules|ignore-gpu-.+|use-gl|in-process-gpu|js-flags|log-.+|v|vmodule|trace-.+|class|gtk-version)(=|$)/

/** Reads the arguments after the program's name (and, in development, after the app's folder). */
export function parseArguments(argv: readonly string[], env: Environment): Request {
  const mine = argv.filter((argument) => !platformSwitch.test(argument))
  const parsed = parse(mine)
  if (typeof parsed === 'string') return wrong(parsed)
  const { values, positionals } = parsed

  const [link, ...strays] = positionals
  if (link !== undefined && !isDeepLink(link)) return wrong(`"${link}" is not understood.`)
  if (strays.length > 0) return wrong('Only one link can be opened at a time.')
  if (link !== undefined && parseDeepLink(link) === null)
    return wrong('This tidings: link is not understood.')
  if (values.help === true) return { kind: 'help' }
  if (values.version === true) return { kind: 'version' }

  const address = values.server ?? (env.TIDINGS_SERVER === '' ? undefined : env.TIDINGS_SERVER)
  const source = address === undefined ? null : parseSource(address)
  if (source?.kind === 'invalid') return wrong(explainAddress(source, createI18n('en')))
  const options: Options = {
    source,
    tokenFile: values['token-file'] ?? null,
    userDataDir: values['user-data-dir'] ?? null,
  }

  const verbs = (['show', 'quit', 'history', 'status'] as const).filter((verb) => values[verb] === true)
  const [verb] = verbs
  if (verbs.length > 1) return wrong(`--${verbs.join(' and --')} can't be used together.`)
  if (verb !== undefined && link !== undefined) return wrong(`A link can't be used with --${verb}.`)
  if (values.limit !== undefined && verb !== 'history') return wrong('--limit goes with --history.')
  if (values.unread === true && verb !== 'history') return wrong('--unread goes with --history.')
  if (values.csv === true && verb !== 'history') return wrong('--csv goes with --history.')
  if (values.csv === true && values.json === true) return wrong("--csv and --json can't be used together.")
  if (values.json === true && verb !== 'history' && verb !== 'status') {
    return wrong('--json goes with --history or --status.')
  }
  if (values.hidden === true && verb !== undefined) return wrong(`--hidden can't be used with --${verb}.`)

  switch (verb) {
    case 'show':
    case 'quit':
      return { kind: verb, options }
    case 'status':
      return { kind: 'status', json: values.json === true, options }
    case 'history': {
      const limit = limitOf(values.limit)
      if (limit === null) return wrong('--limit takes a whole number from 1, or "all".')
      return {
        kind: 'history',
        format: values.csv === true ? 'csv' : values.json === true ? 'json' : 'text',
        limit,
        unreadOnly: values.unread === true,
        options,
      }
    }
    default:
      if (link !== undefined) return { kind: 'link', link, options }
      return { kind: 'run', hidden: values.hidden === true, options }
  }
}

function limitOf(value: string | undefined): number | null {
  if (value === undefined) return defaultHistoryLimit
  if (value === 'all') return Number.POSITIVE_INFINITY
  const limit = Number(value)
  return Number.isInteger(limit) && limit >= 1 ? limit : null
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: ours, allowPositionals: true })
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return message.split(/\.\s/)[0] ?? message
  }
}

function wrong(reason: string): Request {
  // What was typed is part of it, and must not make several lines of the one.
  const line = reason.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
  return { kind: 'wrong', reason: `${line.replace(/\.?$/, '.')} See --help.` }
}

export const usage = `Usage: tidings [options] [tidings: link]

  --server <url>         use this server for this run (or set TIDINGS_SERVER)
  --token-file <path>    read the access token from this file (or set TIDINGS_TOKEN to the token)
  --user-data-dir <dir>  keep everything the app writes below this folder
  --hidden               start in the tray, without a window
  --show                 open the window of the running app
  --quit                 end the running app
  --history              print the history, newest first
      --json             one JSON object a line
      --csv              comma-separated values in UTF-8; a cell that a spreadsheet would take for a
                         formula begins with an apostrophe
      --limit <n>|all    at most so many (${defaultHistoryLimit}), or all of them
      --unread           only what is unread
  --status               print the connection and what is unread
      --json             as one JSON object
  --help, --version
`

import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { DoctorRequest } from '../doctor/run-doctor.ts'
import type { ExportFormat } from '../history/export-history.ts'
import { english } from '../i18n/english.ts'
import { explainAddress } from '../i18n/explain.ts'
import { isDeepLink, parseDeepLink } from '../model/deep-link.ts'
import { printable } from '../model/printable.ts'
import { parseSource, type Source } from '../model/source.ts'
import {
  commandNames,
  defaultHistoryLimit,
  maxDoctorSeconds,
  namedOptions,
  optionTable,
} from './option-table.ts'

/** What the command line requests. */
export type Request =
  | { readonly kind: 'run'; readonly hidden: boolean; readonly options: Options }
  | { readonly kind: 'show'; readonly options: Options }
  | { readonly kind: 'quit'; readonly options: Options }
  /** A valid `tidings:` link. */
  | { readonly kind: 'link'; readonly link: string; readonly options: Options }
  | {
      readonly kind: 'history'
      readonly format: ExportFormat
      /** Infinity: all items. */
      readonly limit: number
      readonly unreadOnly: boolean
      readonly snoozedOnly: boolean
      /** The name or the address of the server that is asked about; null: all. */
      readonly source: string | null
      readonly options: Options
    }
  | ({ readonly kind: 'status' } & SourceRequest)
  | ({ readonly kind: 'follow' } & SourceRequest)
  /** `id` is that of a job. */
  | { readonly kind: 'wait'; readonly id: string; readonly json: boolean; readonly options: Options }
  | ({ readonly kind: 'doctor'; readonly options: Options } & DoctorRequest)
  | { readonly kind: 'help' | 'version' }
  /** Wrong usage; `reason` is one line that says what to do. */
  | { readonly kind: 'wrong'; readonly reason: string }

interface SourceRequest {
  readonly json: boolean
  /** See above. */
  readonly source: string | null
  readonly options: Options
}

export interface Options {
  /** The server of this run; null: the one in the settings. */
  readonly source: Source | null
  readonly tokenFile: string | null
  readonly userDataDir: string | null
}

// Switches of Chromium and Node, which read them from the command line themselves. These are for users: what a desktop,
// a keychain, a graphics card or a container needs, and the proxy, which the environment may name as well.
const userSwitch =
  /^--(no-sandbox|password-store|ozone-platform(-hint)?|enable-wayland-ime|lang|class|gtk-version|log-level|disable-dev-shm-usage|disable-gpu(-compositing)?|ignore-gpu-blocklist|in-process-gpu|use-gl|use-angle|force-(dark-mode|device-scale-factor|renderer-accessibility)|proxy-(server|pac-url|bypass-list)|no-proxy-server)(=|$)/

// With these another program can read what the app receives, its token too, or lead it to another server.
const developerSwitch =
  /^--(inspect(-.+)?|remote-debugging-(port|pipe)|disable-.+|enable-.+|force-.+|proxy-.+|host-resolver-rules|ignore-gpu-.+|js-flags|log-.+|v|vmodule|trace-.+)(=|$)/

/**
 * The arguments of the app: those after the program or, when Electron runs the app from its folder, those after that
 * folder.
 *
 * @param appFolder null: the app is packaged
 */
export function appArguments(argv: readonly string[], appFolder: string | null): readonly string[] {
  const appIndex =
    appFolder === null ? 0 : argv.findIndex((argument, index) => index > 0 && resolve(argument) === appFolder)
  return argv.slice(Math.max(appIndex, 0) + 1)
}

/**
 * Parses the arguments that `appArguments` returns.
 *
 * @param isForDevelopers whether switches are allowed that open the app to other programs
 */
export function parseArguments(
  argv: readonly string[],
  env: { readonly TIDINGS_SERVER?: string | undefined },
  isForDevelopers = false,
): Request {
  const withoutUserSwitches = argv.filter(
    (argument) => !userSwitch.test(argument) && !isSystemStart(argument),
  )
  const ownArguments = withoutUserSwitches.filter((argument) => !developerSwitch.test(argument))
  const [refused] = isForDevelopers
    ? []
    : withoutUserSwitches.filter((argument) => developerSwitch.test(argument))
  if (refused !== undefined) {
    return wrong(`${refused.replace(/=.*/s, '')} is for developers: an installed Tidings does not take it.`)
  }
  const parsed = parse(ownArguments)
  if (typeof parsed === 'string') return wrong(parsed)
  const { values, positionals } = parsed

  const [link, ...otherArguments] = positionals
  if (link !== undefined && !isDeepLink(link)) return wrong(`"${link}" is not understood.`)
  if (otherArguments.length > 0) return wrong('Only one link can be opened at a time.')
  if (link !== undefined && parseDeepLink(link) === null)
    return wrong('This tidings: link is not understood.')
  if (values.help === true) return { kind: 'help' }
  if (values.version === true) return { kind: 'version' }

  const address = values.server ?? (env.TIDINGS_SERVER === '' ? undefined : env.TIDINGS_SERVER)
  const source = address === undefined ? null : parseSource(address)
  if (source?.kind === 'invalid') return wrong(explainAddress(source, english))
  const options: Options = {
    source,
    tokenFile: values['token-file'] ?? null,
    userDataDir: values['user-data-dir'] ?? null,
  }

  const modes = commandNames.filter((name) => values[name] !== undefined)
  const [mode] = modes
  if (modes.length > 1) return wrong(`--${modes.join(' and --')} can't be used together.`)
  if (mode !== undefined && link !== undefined) return wrong(`A link can't be used with --${mode}.`)
  const misplaced = namedOptions.find(
    ({ name, with: commands }) =>
      Object.hasOwn(values, name) && commands?.every((command) => command !== mode),
  )
  if (misplaced?.with !== undefined) return wrong(`--${misplaced.name} goes with ${listed(misplaced.with)}.`)
  if (values.source === '') return wrong('--source takes the name or the address of a server.')
  if (values.csv === true && values.json === true) return wrong("--csv and --json can't be used together.")
  if (values.hidden === true && mode !== undefined) return wrong(`--hidden can't be used with --${mode}.`)

  switch (mode) {
    case 'show':
    case 'quit':
      return { kind: mode, options }
    case 'status': {
      if (values.source !== undefined && values.server !== undefined)
        return wrong("--source and --server can't be used together with --status.")
      // Both name the server that is asked about.
      const asked = values.source ?? values.server ?? null
      return { kind: 'status', json: values.json === true, source: asked, options }
    }
    case 'follow':
      return { kind: 'follow', json: values.json === true, source: values.source ?? null, options }
    case 'wait': {
      const id = values.wait ?? ''
      if (id === '') return wrong('--wait takes the id of a job.')
      return { kind: 'wait', id, json: values.json === true, options }
    }
    case 'doctor': {
      const server = parseSource(values.doctor ?? '')
      if (server.kind === 'invalid') return wrong(explainAddress(server, english))
      const seconds = values.seconds === undefined ? null : Number(values.seconds)
      if (seconds !== null && !(Number.isInteger(seconds) && seconds >= 1 && seconds <= maxDoctorSeconds))
        return wrong(`--seconds takes a whole number from 1 to ${maxDoctorSeconds}.`)
      const { json = false, strict: isStrict = false, junit = null } = values
      if (junit === '') return wrong('--junit takes the path of a file.')
      return {
        kind: 'doctor',
        url: server.url,
        format: server.format,
        json,
        junit,
        isStrict,
        seconds,
        options,
      }
    }
    case 'history': {
      const limit = parseLimit(values.limit)
      if (limit === null) return wrong('--limit takes a whole number from 1, or "all".')
      const format = values.csv === true ? 'csv' : values.json === true ? 'json' : 'text'
      const { unread: unreadOnly = false, snoozed: snoozedOnly = false, source: asked = null } = values
      return { kind: 'history', format, limit, unreadOnly, snoozedOnly, source: asked, options }
    }
    default:
      if (link !== undefined) return { kind: 'link', link, options }
      return { kind: 'run', hidden: values.hidden === true || argv.some(isSystemStart), options }
  }
}

/**
 * Windows starts the app with `-Embedding`, and some of its versions with `-ToastActivated`, when a notification of an
 * earlier run is clicked: the click itself then opens the window. The installer starts it with `--updated` after an update,
 * which must not open a window that nobody asked for.
 */
function isSystemStart(argument: string): boolean {
  return /^([-/]Embedding|-ToastActivated|--updated)$/i.test(argument)
}

function parseLimit(value: string | undefined): number | null {
  if (value === undefined) return defaultHistoryLimit
  if (value === 'all') return Number.POSITIVE_INFINITY
  const limit = Number(value)
  return Number.isInteger(limit) && limit >= 1 ? limit : null
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: optionTable, allowPositionals: true })
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return message.split(/\.\s/)[0] ?? message
  }
}

/** `--history, --status or --follow` */
function listed(commands: readonly string[]): string {
  return commands
    .map((name) => `--${name}`)
    .join(', ')
    .replace(/, (?=[^,]*$)/, ' or ')
}

function wrong(reason: string): Request {
  // The reason quotes what was typed.
  return { kind: 'wrong', reason: `${printable(reason).replace(/\.?$/, '.')} See --help.` }
}

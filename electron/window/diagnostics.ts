import { explain } from '../i18n/explain.ts'
import type { I18n } from '../i18n/i18n.ts'
import { type ConnectionError, errorOf } from '../model/connection.ts'
import { limits } from '../model/limits.ts'
import { lockedSettings, type ManagedBy } from '../model/policy.ts'
import type { Server } from '../model/server.ts'
import { type ServerHint, serverHints } from '../model/server-hints.ts'
import type { Settings } from '../model/settings.ts'
import type { Source } from '../model/source.ts'
import type { HistoryReader } from '../store/history-reader.ts'
import { connectionChanges } from './connection-changes.ts'
import type { Diagnostics, SandboxState } from './contract.ts'

type DiagnosticsReader = Pick<
  HistoryReader,
  | 'connectionLog'
  | 'rejectedEvents'
  | 'rejectedCount'
  | 'cursor'
  | 'usualPause'
  | 'isFirstConnect'
  | 'receipts'
>

/** What the app runs on. */
export type Runtime = Pick<Diagnostics, 'versions' | 'sandbox'>

const maxConnections = 100
const maxRejectedEvents = limits.shown.rejectedEvents.max
const maxDataLength = limits.shown.rejectedEventText.max

/** What the window shows to users who look for the cause of a problem, but for what others know. */
export function diagnosticsOf(
  reader: DiagnosticsReader,
  server: Pick<Server, 'key' | 'source'> | null,
  others: Pick<Diagnostics, 'versions' | 'sandbox' | 'examination'>,
  i18n: I18n,
): Diagnostics {
  const source = server?.source ?? null
  return {
    server: server?.key ?? null,
    connections: logOf(reader, source).map(({ at, connection }) => {
      const error = errorOf(connection)
      return { at, kind: connection.kind, problem: error === null ? null : explain(error, i18n) }
    }),
    rejectedEvents: reader
      .rejectedEvents(maxRejectedEvents, source?.id)
      .map(({ at, reason, data, count }) => ({ at, reason, data: data.slice(0, maxDataLength), count })),
    cursor: source === null ? null : reader.cursor(source.id),
    hints: source === null ? [] : hintsOf(reader, source).map((hint) => i18n.t(`hint.${hint}`)),
    ...others,
  }
}

/**
 * Writes a report for an issue or an e-mail to the administrator. It holds no token and no message, and of each server
 * only its origin.
 */
export function createReport(
  reader: DiagnosticsReader,
  servers: readonly Pick<Server, 'source' | 'account'>[],
  { versions, sandbox }: Runtime,
  settings: Settings,
  managed: ManagedBy | null = null,
): string {
  return [
    'Tidings report',
    ...Object.entries(versions).map(([name, version]) => `${name}: ${version}`),
    `sandbox of the window: ${sandboxTexts[sandbox]}`,
    `settings: ${JSON.stringify(reportedSettings(settings))}`,
    ...(managed === null ? [] : reportedPolicy(managed)),
    ...(servers.length === 0
      ? ['server: none']
      : servers.flatMap((server) => reportedServer(reader, server))),
    '',
  ].join('\n')
}

function reportedServer(
  reader: DiagnosticsReader,
  { source, account }: Pick<Server, 'source' | 'account'>,
): readonly string[] {
  const iso = (at: number) => new Date(at).toISOString()
  return [
    `server: ${source.url.origin}`,
    `signed in with the browser: ${account === null ? 'no' : 'yes'}`,
    `cursor: ${reader.cursor(source.id) === null ? 'none' : 'yes'}`,
    `rejected events: ${reader.rejectedCount(source.id)}`,
    ...reader.rejectedEvents(maxRejectedEvents, source.id).map(({ at }) => `  ${iso(at)}`),
    'connection, newest first:',
    ...logOf(reader, source).map(({ at, connection }) => {
      const error = errorOf(connection)
      return `  ${iso(at)} ${connection.kind}${error === null ? '' : ` ${nameOfError(error)}`}`
    }),
  ]
}

/** Which keys, without their values. */
function reportedPolicy({ place, policy, problems }: ManagedBy): readonly string[] {
  const keys = [
    ...(policy.servers.length > 0 ? ['servers'] : []),
    ...(policy.allowOtherServers ? [] : ['allowOtherServers']),
    ...lockedSettings(policy),
  ]
  return [
    `managed: ${place}`,
    `  keys: ${keys.join(', ') || 'none'}`,
    ...problems.map(({ key, kind }) => `  not used: ${key ?? 'all of it'} (${kind})`),
  ]
}

const sandboxTexts: Readonly<Record<SandboxState, string>> = {
  on: 'on',
  off: 'off, so an error in the window could do more harm; install the .deb or .rpm, or the AppArmor profile',
  unknown: 'not known',
}

/** Only a part of them: others may name something private. */
function reportedSettings(settings: Settings) {
  return {
    language: settings.language,
    theme: settings.theme,
    sounds: settings.sounds,
    hideContent: settings.hideContent,
    pause: settings.pause.kind,
    quietHours: settings.quietHours.enabled,
    rules: settings.rules.length,
    retention: settings.retention,
    startAtLogin: settings.startAtLogin,
    updates: settings.updates,
  }
}

// Only the kind, and the status: a detail or an address may name something private.
function nameOfError(error: ConnectionError): string {
  return error.kind === 'status' ? `status ${error.status}` : error.kind
}

function logOf(reader: DiagnosticsReader, source: Source | null) {
  return source === null ? [] : connectionChanges(reader.connectionLog(source.id, maxConnections))
}

function hintsOf(reader: DiagnosticsReader, { id }: Source): readonly ServerHint[] {
  const log = reader.connectionLog(id, maxConnections)
  return serverHints({
    hasEvents: !reader.isFirstConnect(id),
    hasIds: reader.cursor(id) !== null,
    usualPauseMs: reader.usualPause(id),
    completeness: log[0]?.completeness.kind ?? 'not-known-yet',
    errors: log.flatMap(({ connection }) => errorOf(connection)?.kind ?? []),
    receiptProblem: reader.receipts.problem(id),
    droppedReceipts: reader.receipts.dropped(id),
  })
}

import type { StoredValue } from '../model/json-file.ts'
import { isSecure } from '../model/safe-url.ts'
import { fetchMetadata, type UpdateFetch } from './fetch-metadata.ts'
import type { RememberedUpdates, UpdateResult, Updater } from './update-scheduler.ts'
import {
  judgeStatement,
  rememberIssuedAt,
  statementFileName,
  statementType,
  type UpdateFile,
  type UpdateTarget,
} from './update-statement.ts'

/** What was put into this build for updates. */
export interface UpdateSource {
  /** The folder on the update server, with a slash at its end. */
  readonly server: URL
  /** Ed25519, any of which may sign; SubjectPublicKeyInfo in base64. */
  readonly publicKeys: readonly string[]
}

/** A version that was signed for this installation. */
export interface SignedUpdate {
  readonly version: string
  readonly minimumSystemVersion?: string | undefined
  readonly file: UpdateFile
  /** Where the file is. */
  readonly server: URL
}

export type Opened =
  /** The signed bytes, as text. */
  { readonly kind: 'signed'; readonly payload: string } | { readonly kind: 'failed'; readonly reason: string }

/** What updates need from the platform. */
export interface UpdatePlatform {
  /** Null: this build has none, because it was not packed for updating itself. */
  readonly source: () => UpdateSource | null
  /** Null: this installation is updated in another way, if at all. */
  readonly target: () => Promise<UpdateTarget | null>
  /** Checks that a text was signed as this type, with one of these keys. */
  readonly openEnvelope: (text: string, type: string, publicKeys: readonly string[]) => Opened
  /** Downloads a file if it is newer than this app, and installs it when the app quits. Rejects with the reason. */
  readonly download: (update: SignedUpdate, signal: AbortSignal) => Promise<UpdateResult>
  /** What was downloaded is not installed. */
  readonly discard: () => void
}

export interface UpdaterOptions {
  readonly platform: UpdatePlatform
  readonly fetch: UpdateFetch
  readonly remembered: StoredValue<RememberedUpdates>
  readonly now: () => number
}

/** Finds, checks and downloads updates: nothing of a server's answer is used before its signature was checked. */
export function createUpdater(options: UpdaterOptions): Updater {
  return {
    downloadNewer: async (signal) => {
      try {
        return await downloadNewer(options, signal)
      } catch (error) {
        return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) }
      }
    },
    discard: options.platform.discard,
  }
}

async function downloadNewer(options: UpdaterOptions, signal: AbortSignal): Promise<UpdateResult> {
  const { platform, remembered, now } = options
  const source = platform.source()
  if (source === null) return { kind: 'none' }
  const { server, publicKeys } = source
  if (!isSecure(server)) return refused('its address is not https')
  const target = await platform.target()
  if (target === null) return { kind: 'none' }

  const metadata = await fetchMetadata(options.fetch, new URL(statementFileName(target), server), signal)
  if (metadata.kind === 'failed') return refused(metadata.reason)
  const opened = platform.openEnvelope(metadata.text, statementType, publicKeys)
  if (opened.kind === 'failed') return refused(opened.reason)
  const newestSeen = remembered.current()?.newestIssuedAt ?? null
  const judgement = judgeStatement(opened.payload, { target, now: now(), newestSeen })
  if (judgement.kind === 'failed') return refused(judgement.reason)
  const { statement, file } = judgement
  remembered.save({ ...remembered.current(), newestIssuedAt: rememberIssuedAt(statement, now()) })

  if (signal.aborted) return { kind: 'none' }
  const { version, minimumSystemVersion } = statement
  return platform.download({ version, minimumSystemVersion, file, server }, signal)
}

function refused(reason: string): UpdateResult {
  return { kind: 'failed', reason: `the metadata of the update server was refused: ${reason}` }
}

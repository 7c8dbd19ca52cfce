import { z } from 'zod'
import { parseJson } from '../model/parse-json.ts'

/**
 * What the signatures of an envelope are for. It is part of the signed bytes, so that a signature that was made for
 * something else with the same key is worth nothing here.
 */
export const statementType = 'application/vnd.tidings.update+json'

/** The only channel there is; electron-builder's name for it. */
export const updateChannel = 'latest'

const maxFileBytes = 1024 ** 3

const fileSchema = z.object({
  // It becomes a part of an address and the name of a file.
  name: z.string().regex(/^[A-Za-z0-9][\w.+-]{0,199}$/),
  size: z.int().min(1).max(maxFileBytes),
  /** In base64. */
  sha512: z.string().regex(/^[A-Za-z0-9+/]{86}==$/),
  /** Of an AppImage: how many bytes at its end describe its blocks, for downloading only what differs. */
  blockMapSize: z.int().min(1).optional(),
})

/** What the release manager signs: which files are the newest version, for whom, and until when that can be relied on. */
export const updateStatementSchema = z.object({
  channel: z.string(),
  /** Like `process.platform`. */
  platform: z.string(),
  /** Like `process.arch`. */
  arch: z.string(),
  version: z.string().regex(/^\d{1,9}\.\d{1,9}\.\d{1,9}(?:-[0-9A-Za-z.-]{1,64})?$/),
  issuedAt: z.iso.datetime(),
  expires: z.iso.datetime(),
  /** The lowest version of the system's kernel that it runs on. */
  minimumSystemVersion: z.string().max(64).optional(),
  files: z.array(fileSchema).min(1).max(32),
})

export type UpdateStatement = z.infer<typeof updateStatementSchema>
export type UpdateFile = z.infer<typeof fileSchema>

/** The installation that looks for an update. */
export interface UpdateTarget {
  readonly platform: string
  readonly arch: string
  /** How the name of the file ends that updates this kind of installation, like `.AppImage`. */
  readonly fileEnding: string
}

/** The name of the signed metadata on the update server, for example `latest-linux-x64.json`. */
export function statementFileName(target: Pick<UpdateTarget, 'platform' | 'arch'>): string {
  return `${updateChannel}-${target.platform}-${target.arch}.json`
}

export type Judgement =
  | { readonly kind: 'accepted'; readonly statement: UpdateStatement; readonly file: UpdateFile }
  /** The reason is for the log. */
  | { readonly kind: 'failed'; readonly reason: string }

export interface JudgeContext {
  readonly target: UpdateTarget
  /** Milliseconds since the epoch. */
  readonly now: number
  /** When the newest statement that this app has accepted was issued; null: it has accepted none. */
  readonly newestSeen: number | null
}

/**
 * Whether a statement, whose signature is valid, may be relied on here and now. Whether its version is newer than the
 * installed one is not decided here.
 *
 * @param json the signed bytes as text
 */
export function judgeStatement(json: string, { target, now, newestSeen }: JudgeContext): Judgement {
  const parsed = updateStatementSchema.safeParse(parseJson(json))
  if (!parsed.success) return failed(`its content is not understood (${z.prettifyError(parsed.error)})`)
  const statement = parsed.data
  const { channel, platform, arch, issuedAt, expires } = statement
  if (channel !== updateChannel || platform !== target.platform || arch !== target.arch)
    return failed(`it is for ${channel}, ${platform}, ${arch}`)
  if (newestSeen !== null && Date.parse(issuedAt) < newestSeen)
    return failed(`it was issued at ${issuedAt}, before one that was accepted earlier`)
  if (Date.parse(expires) <= now)
    return failed(`it expired at ${expires}, or the clock of this computer is wrong`)
  const files = statement.files.filter(({ name }) => name.endsWith(target.fileEnding))
  const file = files.find(({ name }) => name.includes(arch)) ?? files[0]
  if (file === undefined) return failed(`it names no ${target.fileEnding} file`)
  return { kind: 'accepted', statement, file }
}

const day = 24 * 60 * 60_000

/**
 * What to remember of an accepted statement: when it was issued. One from the future counts as issued tomorrow, so that
 * a mistake of the release manager's clock does not make installed apps refuse every later one.
 */
export function rememberIssuedAt({ issuedAt }: Pick<UpdateStatement, 'issuedAt'>, now: number): number {
  return Math.min(Date.parse(issuedAt), now + day)
}

function failed(reason: string): Judgement {
  return { kind: 'failed', reason }
}

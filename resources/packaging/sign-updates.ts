import { createHash, type KeyObject, sign } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { type Envelope, openEnvelope, signedBytes } from '../../electron/platform/updates/envelope.ts'
import {
  statementFileName,
  statementType,
  type UpdateStatement,
  updateChannel,
  updateStatementSchema,
} from '../../electron/updates/update-statement.ts'
import { keyIdOf, publicKeyOf } from './update-keys.ts'

/** From when and until when apps may rely on a statement. */
export interface Validity {
  readonly issuedAt: Date
  readonly expires: Date
}

/** How long apps rely on a statement unless another time is named. */
export const defaultDays = 60

export function validFor(days: number, now = new Date()): Validity {
  return { issuedAt: now, expires: new Date(now.getTime() + days * 24 * 60 * 60_000) }
}

/** A statement in a folder, and who signed it. */
export interface SignedStatement {
  readonly name: string
  readonly statement: UpdateStatement
}

/**
 * Signs the metadata that electron-builder has written into a folder, for each processor in a file of its own.
 *
 * @returns the names of the files that were written
 * @throws Error in words for the user, for example when a package is not the one that the metadata names
 */
export async function signFolder(
  folder: string,
  keys: readonly KeyObject[],
  validity: Validity,
): Promise<readonly string[]> {
  const statements = (await readMetadata(folder)).flatMap((metadata) => statementsOf(metadata, validity))
  if (statements.length === 0) throw new Error(`There is no metadata of updates in ${folder}.`)
  if (new Set(statements.map(({ version }) => version)).size > 1)
    throw new Error(`The metadata in ${folder} is of more than one version.`)
  for (const statement of statements) {
    const wrong = (await checkFiles(folder, statement)).find(({ state }) => state !== 'right')
    if (wrong !== undefined) throw new Error(`${wrong.name} is ${wrong.state}: nothing was signed.`)
  }
  return Promise.all(statements.map((statement) => writeStatement(folder, statement, keys)))
}

/**
 * Signs the statements of a folder again, so that apps rely on them for longer. The packages are not needed.
 *
 * @throws Error in words for the user; a statement that these keys have not signed is never renewed
 */
export async function renewFolder(
  folder: string,
  keys: readonly KeyObject[],
  validity: Validity,
): Promise<readonly string[]> {
  const found = await readStatements(folder, keys.map(publicKeyOf))
  for (const { name, statement } of found)
    if (validity.issuedAt <= new Date(statement.issuedAt))
      throw new Error(`${name} was issued at ${statement.issuedAt}: the clock of this computer is behind.`)
  return Promise.all(
    found.map(({ statement }) => writeStatement(folder, withValidity(statement, validity), keys)),
  )
}

/** The statements in a folder. @throws Error in words for the user, when one is not signed with one of these keys */
export async function readStatements(
  folder: string,
  publicKeys: readonly string[],
): Promise<readonly SignedStatement[]> {
  const names = (await readdir(folder)).filter(
    (name) => name.startsWith(`${updateChannel}-`) && name.endsWith('.json'),
  )
  if (names.length === 0) throw new Error(`There is no signed metadata in ${folder}.`)
  return Promise.all(
    names.map(async (name) => {
      const opened = openEnvelope(await readFile(join(folder, name), 'utf8'), statementType, publicKeys)
      if (opened.kind === 'failed') throw new Error(`${name}: ${opened.reason}.`)
      const statement = updateStatementSchema.parse(JSON.parse(opened.payload))
      if (name !== statementFileName(statement))
        throw new Error(`${name} is for ${statementFileName(statement)}.`)
      return { name, statement }
    }),
  )
}

export interface CheckedFile {
  readonly name: string
  readonly state: 'right' | 'another file' | 'missing'
}

/** Whether the packages that a statement names lie beside it. */
export function checkFiles(folder: string, { files }: UpdateStatement): Promise<readonly CheckedFile[]> {
  return Promise.all(
    files.map(async ({ name, sha512 }) => {
      const path = join(folder, name)
      if (!existsSync(path)) return { name, state: 'missing' }
      return { name, state: (await hashFile(path)) === sha512 ? 'right' : 'another file' }
    }),
  )
}

/** The signed form of a statement, as the update server offers it. */
export function signStatement(statement: UpdateStatement, keys: readonly KeyObject[]): string {
  const content = Buffer.from(JSON.stringify(statement))
  const envelope: Envelope = {
    payloadType: statementType,
    payload: content.toString('base64'),
    signatures: keys.map((key) => ({
      keyid: keyIdOf(publicKeyOf(key)),
      sig: sign(null, signedBytes(statementType, content), key).toString('base64'),
    })),
  }
  return `${JSON.stringify(envelope, null, 2)}\n`
}

async function writeStatement(
  folder: string,
  statement: UpdateStatement,
  keys: readonly KeyObject[],
): Promise<string> {
  const name = statementFileName(statement)
  await writeFile(join(folder, name), signStatement(statement, keys))
  return name
}

/** What electron-builder writes, as far as apps need it. */
const metadataSchema = z.object({
  version: z.string(),
  minimumSystemVersion: z.string().optional(),
  files: z.array(
    z.object({ url: z.string(), sha512: z.string(), size: z.number(), blockMapSize: z.number().optional() }),
  ),
})

interface Metadata {
  readonly platform: string
  readonly archs: readonly string[]
  readonly content: z.infer<typeof metadataSchema>
}

/** Of which system and processors a file of electron-builder is. Windows and macOS have one for all processors. */
const metadataNames: Readonly<Record<string, Omit<Metadata, 'content'>>> = {
  [`${updateChannel}-linux.yml`]: { platform: 'linux', archs: ['x64'] },
  [`${updateChannel}-linux-arm64.yml`]: { platform: 'linux', archs: ['arm64'] },
  [`${updateChannel}.yml`]: { platform: 'win32', archs: ['x64', 'arm64'] },
  [`${updateChannel}-mac.yml`]: { platform: 'darwin', archs: ['x64', 'arm64'] },
}

async function readMetadata(folder: string): Promise<readonly Metadata[]> {
  const names = (await readdir(folder)).filter(
    (name) => name.endsWith('.yml') && name.startsWith(updateChannel),
  )
  return Promise.all(
    names.map(async (name) => {
      const target = metadataNames[name]
      if (target === undefined) throw new Error(`${name} is of a system that this script does not know.`)
      return { ...target, content: metadataSchema.parse(parse(await readFile(join(folder, name), 'utf8'))) }
    }),
  )
}

function statementsOf(
  { platform, archs, content }: Metadata,
  validity: Validity,
): readonly UpdateStatement[] {
  const { version, minimumSystemVersion } = content
  return archs.flatMap((arch) => {
    const files = content.files.filter(({ url }) => archs.length === 1 || [arch, null].includes(archOf(url)))
    if (files.length === 0) return []
    const statement = {
      ...{ channel: updateChannel, platform, arch, version, issuedAt: '', expires: '' },
      ...(minimumSystemVersion === undefined ? {} : { minimumSystemVersion }),
      files: files.map(({ url, ...file }) => ({ name: url, ...file })),
    }
    return [updateStatementSchema.parse(withValidity(statement, validity))]
  })
}

function withValidity(statement: UpdateStatement, { issuedAt, expires }: Validity): UpdateStatement {
  return { ...statement, issuedAt: issuedAt.toISOString(), expires: expires.toISOString() }
}

/** The processor that the name of a package holds; null: none, because it is for all. */
function archOf(name: string): string | null {
  if (/arm64|aarch64/.test(name)) return 'arm64'
  return /x64|x86_64|amd64/.test(name) ? 'x64' : null
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha512')
  for await (const chunk of createReadStream(path)) hash.update(chunk)
  return hash.digest('base64')
}

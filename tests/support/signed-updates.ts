import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto'
import type { UpdateStatement } from '../../electron/updates/update-statement.ts'
import { signStatement } from '../../resources/packaging/sign-updates.ts'
import { publicKeyOf } from '../../resources/packaging/update-keys.ts'

/** A key of the release manager, or of somebody else. */
export interface TestKey {
  readonly privateKey: KeyObject
  readonly publicKey: string
}

export function createTestKey(): TestKey {
  const { privateKey } = generateKeyPairSync('ed25519')
  return { privateKey, publicKey: publicKeyOf(privateKey) }
}

export function sha512Of(content: string | Buffer): string {
  return createHash('sha512').update(content).digest('base64')
}

const day = 24 * 60 * 60_000

/** A statement of version 1.0.1 for Linux on x64, as it is right today. */
export function createStatement(
  content: string | Buffer,
  changes: Partial<UpdateStatement> = {},
): UpdateStatement {
  return {
    channel: 'latest',
    platform: 'linux',
    arch: process.arch,
    version: '1.0.1',
    issuedAt: new Date(Date.now() - day).toISOString(),
    expires: new Date(Date.now() + day).toISOString(),
    files: [{ name: 'Tidings-1.0.1.AppImage', size: Buffer.byteLength(content), sha512: sha512Of(content) }],
    ...changes,
  }
}

export function signWith(statement: UpdateStatement, ...keys: readonly TestKey[]): string {
  return signStatement(
    statement,
    keys.map(({ privateKey }) => privateKey),
  )
}

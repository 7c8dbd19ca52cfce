import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { readPublicKey } from '../../electron/platform/updates/envelope.ts'
import { projectFolder } from '../../tests/support/tidings.ts'

/** The keys that updates are signed with, as they are given by the environment. */
export interface UpdateKeys {
  /** Each of these signs. Empty: nothing can be signed. */
  readonly privateKeys: readonly KeyObject[]
  /** The app accepts each of these: the public halves of the private keys, and those of keys that are kept elsewhere. */
  readonly publicKeys: readonly string[]
}

/**
 * Reads `TIDINGS_UPDATE_KEY` (private keys in PEM, one below the other) or `TIDINGS_UPDATE_KEY_FILE` (a file with that),
 * and `TIDINGS_UPDATE_PUBLIC_KEYS` (public keys in base64, separated by spaces or commas).
 *
 * @throws Error in words for the user; it never holds a private key
 */
export function readUpdateKeys(env: Readonly<Record<string, string | undefined>>): UpdateKeys {
  const file = env.TIDINGS_UPDATE_KEY_FILE ?? ''
  const pem = file === '' ? (env.TIDINGS_UPDATE_KEY ?? '') : readFileSync(file, 'utf8')
  const blocks = pem.match(/-----BEGIN PRIVATE KEY-----[^-]+-----END PRIVATE KEY-----/g) ?? []
  if (blocks.length === 0 && pem.trim() !== '')
    throw new Error('The key for updates is not a private key in PEM.')
  const privateKeys = blocks.map(readPrivateKey)
  const others = (env.TIDINGS_UPDATE_PUBLIC_KEYS ?? '').split(/[\s,]+/).filter((key) => key !== '')
  for (const key of others) checkPublicKey(key)
  return { privateKeys, publicKeys: [...new Set([...privateKeys.map(publicKeyOf), ...others])] }
}

/** SubjectPublicKeyInfo in base64. */
export function publicKeyOf(privateKey: KeyObject): string {
  return createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).toString('base64')
}

/** A short name of a public key, for people. */
export function keyIdOf(publicKey: string): string {
  return createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex').slice(0, 16)
}

const fileNames = ['update-key.pem', 'spare-update-key.pem'] as const

/**
 * Makes a key and a spare one, in two files that only this user can read.
 *
 * @returns the public keys
 * @throws Error in words for the user: keys never lie in the project, and are never overwritten
 */
export function makeUpdateKeys(folder: string): readonly string[] {
  if (!relative(projectFolder, resolve(folder)).startsWith('..'))
    throw new Error('Keys must not lie in the project. Name a folder outside of it.')
  const files = fileNames.map((name) => join(folder, name))
  for (const file of files) if (existsSync(file)) throw new Error(`${file} exists already.`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return files.map((file) => {
    const { privateKey } = generateKeyPairSync('ed25519')
    writeFileSync(file, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600, flag: 'wx' })
    return publicKeyOf(privateKey)
  })
}

function readPrivateKey(pem: string): KeyObject {
  const key = attempt(() => createPrivateKey(pem))
  if (key?.asymmetricKeyType !== 'ed25519')
    throw new Error('A key for updates is not an Ed25519 private key.')
  return key
}

function checkPublicKey(base64: string): void {
  if (attempt(() => readPublicKey(base64)) === null)
    throw new Error(`"${base64}" in TIDINGS_UPDATE_PUBLIC_KEYS is not an Ed25519 public key in base64.`)
}

/** What OpenSSL says about a bad key helps nobody. */
function attempt<Value>(read: () => Value): Value | null {
  try {
    return read()
  } catch {
    return null
  }
}

import { createPrivateKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openEnvelope } from '../../electron/platform/updates/envelope.ts'
import {
  statementFileName,
  statementType,
  type UpdateStatement,
} from '../../electron/updates/update-statement.ts'
import { signStatement } from '../../resources/packaging/sign-updates.ts'
import { publicKeyOf } from '../../resources/packaging/update-keys.ts'
import { createTestKey, signWith } from '../support/signed-updates.ts'
import type { Packages } from './packages.ts'

/** What a hostile server offers in the place of version 1.0.1, and what the app's log then says. */
export interface UpdateAttack {
  readonly title: string
  readonly instead: Readonly<Record<string, string | null>>
  readonly reason: string
}

const day = 24 * 60 * 60_000
export const metadataName = statementFileName({ platform: 'linux', arch: process.arch })

/** @param packageName the file that a server would like to exchange */
export function updateAttacks({ folder, key }: Packages, packageName: string): readonly UpdateAttack[] {
  const privateKey = createPrivateKey(key)
  const signed = readFileSync(join(folder, '1.0.1', metadataName), 'utf8')
  const opened = openEnvelope(signed, statementType, [publicKeyOf(privateKey)])
  if (opened.kind === 'failed') throw new Error(opened.reason)
  const statement: UpdateStatement = JSON.parse(opened.payload)
  const resigned = (changes: Partial<UpdateStatement>) =>
    signStatement({ ...statement, ...changes }, [privateKey])
  const ago = (days: number) => new Date(Date.now() - days * day).toISOString()
  const as = (text: string) => ({ [metadataName]: text })
  return [
    { title: 'unsigned', instead: as(opened.payload), reason: 'not a signed envelope' },
    {
      title: 'wrongly signed',
      instead: as(signWith(statement, createTestKey())),
      reason: 'not signed with a key of this app',
    },
    {
      title: 'frozen',
      instead: as(resigned({ issuedAt: ago(90), expires: ago(1) })),
      reason: 'it expired at',
    },
    {
      title: 'for another processor',
      instead: as(resigned({ arch: 'riscv64' })),
      reason: 'it is for latest, linux, riscv64',
    },
    {
      title: 'older than this version',
      instead: as(resigned({ version: '0.9.0', issuedAt: ago(2) })),
      reason: 'downgrade is disallowed',
    },
    {
      title: 'signed, with a package that is not the signed one',
      instead: { [packageName]: 'another package' },
      reason: 'checksum mismatch',
    },
  ]
}

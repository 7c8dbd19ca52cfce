import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, renameSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readPolicyFile } from '../../../electron/platform/policy/policy-file.ts'
import { readManagedPreferences } from '../../../electron/platform/policy/system-policy.ts'

const own = process.getuid?.() ?? 0

function policyFile(text: string) {
  const folder = join(mkdtempSync(join(tmpdir(), 'tidings-policy-')), 'tidings')
  mkdirSync(folder, { mode: 0o755 })
  const path = join(folder, 'policy.json')
  writeFileSync(path, text, { mode: 0o644 })
  return { folder, path }
}

describe.skipIf(process.platform === 'win32')('the file of a policy', () => {
  test('is read', async () => {
    const { path } = policyFile('\ufeff{"updates":false}')
    expect(await readPolicyFile(path, own)).toEqual({
      kind: 'values',
      place: path,
      values: { updates: false },
    })
  })

  test('is missing on most computers', async () => {
    const { folder } = policyFile('{}')
    expect(await readPolicyFile(join(folder, 'other.json'), own)).toEqual({ kind: 'none' })
    expect(await readPolicyFile(join(folder, 'policy.json', 'policy.json'), own)).toEqual({ kind: 'none' })
  })

  const refused = [
    ['is no JSON', 'syntax', ({ path }) => writeFileSync(path, '{"updates": false,}')],
    ['is empty', 'syntax', ({ path }) => writeFileSync(path, '')],
    ['is too large', 'too-large', ({ path }) => writeFileSync(path, ' '.repeat(1024 * 1024 + 1))],
    ['can be written by a group', 'writable', ({ path }) => chmodSync(path, 0o664)],
    ['can be written by everybody', 'writable', ({ path }) => chmodSync(path, 0o646)],
    ['is in a folder that others can write', 'writable', ({ folder }) => chmodSync(folder, 0o1777)],
    [
      'is a link',
      'no-file',
      ({ path }) => {
        renameSync(path, `${path}.real`)
        symlinkSync(`${path}.real`, path)
      },
    ],
    [
      'is in a folder that is a link',
      'no-file',
      ({ folder }) => {
        renameSync(folder, `${folder}.real`)
        symlinkSync(`${folder}.real`, folder)
      },
    ],
    [
      'is a pipe',
      'no-file',
      ({ path }) => {
        renameSync(path, `${path}.real`)
        execFileSync('mkfifo', [path])
      },
    ],
    [
      'is a folder',
      'no-file',
      ({ path }) => {
        renameSync(path, `${path}.real`)
        mkdirSync(path)
      },
    ],
  ] as const satisfies readonly (readonly [
    string,
    string,
    (place: { readonly path: string; readonly folder: string }) => void,
  ])[]

  test.each(refused)('that %s is refused: %s', async (_name, why, spoil) => {
    const place = policyFile('{}')
    spoil(place)
    expect(await readPolicyFile(place.path, own)).toEqual({ kind: 'refused', place: place.path, why })
  })

  test('of another owner is refused', async () => {
    const { path } = policyFile('{}')
    expect(await readPolicyFile(path, own + 1)).toEqual({ kind: 'refused', place: path, why: 'owner' })
  })
})

describe.skipIf(process.platform === 'win32')('the managed preferences of macOS', () => {
  test('are read through plutil, without what the system adds', async () => {
    const { path } = policyFile('<plist/>')
    const calls: unknown[] = []
    const content = await readManagedPreferences(
      path,
      async (program, args) => {
        calls.push([program, ...args])
        return {
          kind: 'output',
          text: '{"PayloadUUID":"1-2","updates":false,"servers":["https://a.example/"]}',
        }
      },
      own,
    )
    expect(content).toMatchObject({ values: { updates: false, servers: ['https://a.example/'] } })
    expect(content).not.toHaveProperty('values.PayloadUUID')
    expect(calls).toEqual([['/usr/bin/plutil', '-convert', 'json', '-o', '-', '--', path]])
  })

  test('that can not be converted are refused; without any there is no policy', async () => {
    const { path } = policyFile('<plist')
    const fail = async () => ({ kind: 'failed', code: 1 }) as const
    expect(await readManagedPreferences(path, fail, own)).toEqual({
      kind: 'refused',
      place: path,
      why: 'syntax',
    })
    expect(await readManagedPreferences(`${path}.none`, fail, own)).toEqual({ kind: 'none' })
  })
})

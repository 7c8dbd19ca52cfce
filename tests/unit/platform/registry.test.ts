import { expect, test } from 'vitest'
import { parseRegistry } from '../../../electron/platform/policy/registry.ts'
import { readSystemPolicy } from '../../../electron/platform/policy/system-policy.ts'
import { readPolicy } from '../../../electron/policy/policy.ts'

const key = 'HKEY_LOCAL_MACHINE\\Software\\Policies\\Tidings'

// As `reg query HKLM\Software\Policies\Tidings /s` prints it.
const output = [
  '',
  'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Tidings',
  '    (Standard)    REG_SZ    something',
  '    updates    REG_DWORD    0x0',
  '    startAtLogin    REG_DWORD    0x1',
  '    stalledAfterMinutes    REG_DWORD    0x1e',
  '    sounds    REG_SZ    important',
  '    quietHours    REG_SZ    {"enabled":true,"spans":[]}',
  '    servers    REG_MULTI_SZ    https://a.example/events\\0{"address":"https://b.example/","name":"B"}',
  '    note    REG_BINARY    00FF',
  '    empty    REG_SZ    ',
  '',
  'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Tidings\\retention',
  '    days    REG_DWORD    0x1e',
  '    items    REG_DWORD    0x3e8',
  '',
  'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Tidings\\retention\\deeper',
  '    days    REG_DWORD    0x2',
  '',
].join('\r\n')

test('what the registry holds is read as a policy', () => {
  const content = parseRegistry(key, output)
  if (content.kind !== 'values') throw new Error('it was not read')
  expect(content.place).toBe(key)
  const { policy, problems } = readPolicy(content.values)
  expect(policy.settings).toEqual({
    updates: false,
    startAtLogin: true,
    stalledAfterMinutes: 30,
    sounds: 'important',
    quietHours: { enabled: true, spans: [] },
    retention: { days: 30, items: 1_000 },
  })
  expect(policy.servers.map(({ address, name }) => [address, name])).toEqual([
    ['https://a.example/events', null],
    ['https://b.example/', 'B'],
  ])
  expect(problems).toEqual([
    { key: 'note', kind: 'unknown' },
    { key: 'empty', kind: 'unknown' },
  ])
})

test('a list that the editor of group policies has written is in its order', () => {
  const lines = [
    `${key}\\servers`,
    '    1    REG_SZ    https://a.example/',
    '    2    REG_SZ    https://b.example/',
  ]
  const content = parseRegistry(key, [key, ...lines].join('\r\n'))
  expect(content).toMatchObject({ values: { servers: { 1: 'https://a.example/', 2: 'https://b.example/' } } })
})

test('a value with the name of a property of all objects is one like others', () => {
  const content = parseRegistry(key, `${key}\r\n    __proto__    REG_SZ    x`)
  expect(content.kind === 'values' && readPolicy(content.values).problems).toEqual([
    { key: '__proto__', kind: 'unknown' },
  ])
})

test('the registry is asked once, by a program with a full path', async () => {
  const calls: unknown[] = []
  const content = await readSystemPolicy('win32', {
    run: async (program, args) => {
      calls.push([program, ...args])
      return { kind: 'output', text: output }
    },
  })
  expect(content.kind).toBe('values')
  expect(calls).toEqual([[expect.stringMatching(/^[A-Z]:\\.*\\System32\\reg\.exe$/), 'query', key, '/s']])
})

test('without the key there is no policy; a program that can not be run is said', async () => {
  const failing = (code: number | null) => ({ run: async () => ({ kind: 'failed', code }) as const })
  expect(await readSystemPolicy('win32', failing(1))).toEqual({ kind: 'none' })
  expect(await readSystemPolicy('win32', failing(null))).toMatchObject({ kind: 'refused', why: 'unreadable' })
})

test('a program that does not answer holds nothing up', async () => {
  const run = () => new Promise<never>(() => {})
  expect(await readSystemPolicy('win32', { run, limitMs: 5 })).toMatchObject({
    kind: 'refused',
    why: 'timeout',
  })
})

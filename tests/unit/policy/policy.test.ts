import { describe, expect, test } from 'vitest'
import { noPolicy } from '../../../electron/model/policy.ts'
import { logPolicy } from '../../../electron/policy/log-policy.ts'
import { managedBy, readPolicy } from '../../../electron/policy/policy.ts'

const address = 'https://jobs.example.com/events'
const server = { address, name: null, colour: 'blue', clientId: null }

describe('a policy is read key by key', () => {
  test('what it holds is used', () => {
    const values = {
      $schema: './policy.schema.json',
      servers: [{ address, name: 'Jobs', colour: 'teal', clientId: 'tidings' }],
      allowOtherServers: false,
      updates: false,
      retention: { days: 30, items: 5_000 },
      quietHours: { enabled: true, spans: [{ days: [1], from: 0, to: 60 }] },
      language: 'de',
    }
    const { servers: _, allowOtherServers: __, $schema: ___, ...settings } = values
    expect(readPolicy(values)).toEqual({
      policy: {
        servers: [{ ...server, name: 'Jobs', colour: 'teal', clientId: 'tidings' }],
        allowOtherServers: false,
        settings,
      },
      problems: [],
    })
  })

  test.each(['updates', 'sounds', 'retention', 'language', 'allowOtherServers', 'servers'])(
    'a wrong %s is reported, and all others apply',
    (key) => {
      const { policy, problems } = readPolicy({ [key]: 'nonsense', hideContent: true })
      expect(policy).toEqual({ ...noPolicy, settings: { hideContent: true } })
      expect(problems).toEqual([{ key, kind: 'wrong' }])
    },
  )

  test('unknown keys are reported, at the top and below, and nothing else is lost', () => {
    const text = '{"colour":"red","__proto__":1,"retention":{"days":9,"items":900,"weeks":1},"updates":false}'
    const { policy, problems } = readPolicy(JSON.parse(text))
    expect(policy.settings).toEqual({ retention: { days: 9, items: 900 }, updates: false })
    expect(problems).toEqual([
      { key: 'colour', kind: 'unknown' },
      { key: '__proto__', kind: 'unknown' },
      { key: 'retention.weeks', kind: 'unknown' },
    ])
  })

  test.each([null, [], 'text', 5])('%j is no policy', (values) => {
    expect(readPolicy(values)).toEqual({ policy: noPolicy, problems: [{ key: null, kind: 'not-object' }] })
  })

  test('settings of the user are none of a policy', () => {
    expect(readPolicy({ pause: { kind: 'off' }, savedFilters: [] }).problems).toHaveLength(2)
  })

  test('the first fifty problems are listed, each as one short line', () => {
    const names = Array.from({ length: 60 }, (_, index) => `\u001b[2J${index}\n${'x'.repeat(200)}`)
    const { problems } = readPolicy(Object.fromEntries(names.map((name) => [name, true])))
    expect(problems).toHaveLength(50)
    expect(problems[0]?.key).toMatch(/^\\u001b\[2J0 x{80,}$/)
    expect(problems[0]?.key).toHaveLength(100)
  })
})

describe('a place that holds only numbers and texts', () => {
  test('has 0 and 1 for off and on', () => {
    const { policy } = readPolicy({ updates: 0, startAtLogin: 1, allowOtherServers: 0 })
    expect(policy).toEqual({
      servers: [],
      allowOtherServers: false,
      settings: { updates: false, startAtLogin: true },
    })
    expect(readPolicy({ updates: 2 }).problems).toEqual([{ key: 'updates', kind: 'wrong' }])
  })

  test('has JSON for what has a structure', () => {
    const { policy, problems } = readPolicy({
      retention: '{"days":7,"items":700}',
      servers: JSON.stringify([address]),
      theme: 'dark',
    })
    expect(problems).toEqual([])
    expect(policy).toEqual({
      servers: [server],
      allowOtherServers: true,
      settings: { retention: { days: 7, items: 700 }, theme: 'dark' },
    })
  })

  test('has numbered texts for a list, in the order of the numbers', () => {
    const servers = {
      '10': 'https://c.example/',
      '2': `{"address":"${address}","name":"B"}`,
      '1': 'https://a.example/',
    }
    expect(readPolicy({ servers }).policy.servers.map(({ address: one, name }) => [one, name])).toEqual([
      ['https://a.example/', null],
      [address, 'B'],
      ['https://c.example/', null],
    ])
  })
})

describe('the servers of a policy', () => {
  const read = (...servers: readonly unknown[]) => readPolicy({ servers })

  test('keep the format that their address names', () => {
    expect(read('https://ntfy.example/jobs/sse#format=ntfy').policy.servers).toEqual([
      { ...server, address: 'https://ntfy.example/jobs/sse#format=ntfy' },
    ])
  })

  test.each([
    ['ftp://jobs.example.com/', 'address'],
    ['jobs', 'address'],
    ['https://user:word@jobs.example.com/', 'address'],
    ['https://jobs.example.com/#format=morse', 'address'],
    ['https://jobs.example.com/?token=secret', 'secret'],
    ['{"address"', 'wrong'],
    [7, 'wrong'],
    [{ name: 'Jobs' }, 'wrong'],
    [address, 'duplicate'],
  ])('%j is left out and reported, and the others stay', (wrong, kind) => {
    const { policy, problems } = read(address, wrong, 'https://b.example/')
    expect(policy.servers.map((one) => one.address)).toEqual([address, 'https://b.example/'])
    expect(problems).toEqual([{ key: 'servers.1', kind }])
  })

  test.each([
    ['name', '', 'wrong'],
    ['colour', 'mauve', 'wrong'],
    ['clientId', 5, 'wrong'],
    ['token', 'secret', 'unknown'],
    ['name', 'M\ufffdnchen', 'characters'],
  ])('a %s of %j is reported, and the server stays', (name, value, kind) => {
    const { policy, problems } = read({ address, [name]: value })
    expect(policy.servers).toEqual([server])
    expect(problems).toEqual([{ key: `servers.0.${name}`, kind }])
  })

  test('are twenty at most', () => {
    const { policy, problems } = read(
      ...Array.from({ length: 21 }, (_, index) => `https://s${index}.example/`),
    )
    expect(policy.servers).toHaveLength(20)
    expect(problems).toEqual([{ key: 'servers.20', kind: 'too-many' }])
  })
})

test('nothing is managed where there is no policy', () => {
  expect(managedBy({ kind: 'none' })).toBeNull()
})

test('a policy that is refused counts as none, and is reported', () => {
  const place = '/etc/tidings/policy.json'
  expect(managedBy({ kind: 'refused', place, why: 'owner' })).toEqual({
    ...{ place, policy: noPolicy },
    problems: [{ key: null, kind: 'owner' }],
  })
  expect(managedBy({ kind: 'values', place, values: { theme: 'dark' } })?.policy.settings).toEqual({
    theme: 'dark',
  })
})

test('the log says where a policy is, and which keys are not used, without their values', () => {
  const lines: string[] = []
  const write = (text: string) => void lines.push(text)
  const log = (values: unknown) =>
    logPolicy(managedBy({ kind: 'values', place: 'here', values }), { info: write, warn: write })
  logPolicy(null, { info: write, warn: write })
  log({ colour: 'secret', updates: false })
  log([])
  expect(lines).toEqual([
    'The policy here applies.',
    'A key of the policy here is not used: colour (unknown)',
    'The policy here is not used: not-object',
  ])
})

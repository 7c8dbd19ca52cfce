import { describe, expect, test } from 'vitest'
import { lockedSettings, noPolicy, type Policy } from '../../../electron/model/policy.ts'
import { defaultSettings, type ServerSettings, type Settings } from '../../../electron/model/settings.ts'
import { serverPolicy, withoutPolicy, withPolicy } from '../../../electron/policy/apply-policy.ts'

const server = (host: string): ServerSettings => ({
  address: `https://${host}.example/`,
  ...{ name: null, colour: 'blue', clientId: null },
})
const hosts = ({ servers }: Pick<Settings, 'servers'>) =>
  servers.map(({ address }) => new URL(address).host.split('.')[0])
const own = (...names: readonly string[]): Settings => ({ ...defaultSettings, servers: names.map(server) })
const policy = (change: Partial<Policy>): Policy => ({ ...noPolicy, ...change })
const company = policy({ servers: [server('company')] })

test('without a policy nothing is different', () => {
  expect(withPolicy(own('a'), noPolicy)).toEqual(own('a'))
  expect(withoutPolicy(own('a'), { theme: 'dark', servers: [] }, noPolicy)).toEqual({
    ...own(),
    theme: 'dark',
  })
})

describe('a locked setting', () => {
  const locked = policy({ settings: { updates: false, theme: 'dark' } })

  test('applies', () => {
    expect(withPolicy(own(), locked)).toEqual({ ...own(), updates: false, theme: 'dark' })
    expect(lockedSettings(locked)).toEqual(['updates', 'theme'])
  })

  test('is not changed by the user, and their own value stays for later', () => {
    const changed = withoutPolicy(
      { ...own(), theme: 'light' },
      { theme: 'system', updates: false, sounds: 'none' },
      locked,
    )
    expect(changed).toEqual({ ...own(), theme: 'light', sounds: 'none' })
  })
})

describe('the servers of the organization', () => {
  test('come first, and are not written', () => {
    const applied = withPolicy(own('a', 'b'), company)
    expect(hosts(applied)).toEqual(['company', 'a', 'b'])
    expect(hosts(withoutPolicy(own('a', 'b'), { servers: applied.servers.slice(0, 2) }, company))).toEqual([
      'a',
    ])
  })

  test('take the place of the user’s own entry, which stays for later', () => {
    const before = own('a', 'company')
    expect(hosts(withPolicy(before, company))).toEqual(['company', 'a'])
    expect(hosts(withoutPolicy(before, { servers: [server('company'), server('c')] }, company))).toEqual([
      'c',
      'company',
    ])
  })

  test('are not lost when the user removes them', () => {
    const after = withoutPolicy(own('a'), { servers: [server('a')] }, company)
    expect(hosts(withPolicy(after, company))).toEqual(['company', 'a'])
  })

  test('leave room for as many others as there can be, and none is deleted', () => {
    const names = Array.from({ length: 20 }, (_, index) => `s${index}`)
    const applied = withPolicy(own(...names), company)
    expect(applied.servers).toHaveLength(20)
    expect(withoutPolicy(own(...names), { servers: applied.servers }, company).servers).toHaveLength(20)
  })

  test('are the only ones where others are not allowed; those stay in the file', () => {
    const only = policy({ ...company, allowOtherServers: false })
    expect(hosts(withPolicy(own('a', 'b'), only))).toEqual(['company'])
    const change = { servers: [server('company'), server('other')] }
    expect(hosts(withoutPolicy(own('a', 'b'), change, only))).toEqual(['a', 'b'])
    expect(serverPolicy(only)).toEqual({ managed: ['https://company.example/'], allowsOthers: false })
  })
})

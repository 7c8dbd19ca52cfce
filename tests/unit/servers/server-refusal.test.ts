import { describe, expect, test } from 'vitest'
import { parseSource, type Source } from '../../../electron/model/source.ts'
import { type ServerWish, serverRefusal } from '../../../electron/servers/server-refusal.ts'

const source = (address: string): Source => {
  const parsed = parseSource(address)
  if (parsed.kind === 'invalid') throw new Error(address)
  return parsed
}
const a = { id: 'https://a.example/', address: 'https://a.example/' }
const company = { id: 'https://company.example/', address: 'https://company.example/#format=ntfy' }
const free = { managed: [], allowsOthers: true }
const managed = { managed: [company.id], allowsOthers: true }
const only = { managed: [company.id], allowsOthers: false }
const refusal = (wish: Partial<ServerWish>) =>
  serverRefusal({ source: source(a.id), replaces: null, inUse: null, count: 1, policy: free, ...wish })

test('a server can be added, given another token, and put in the place of another one', () => {
  expect(refusal({})).toBeNull()
  expect(refusal({ inUse: a })).toBeNull()
  expect(refusal({ replaces: a, source: source('https://b.example/') })).toBeNull()
})

test('twenty are enough, but one that is there can be changed', () => {
  expect(refusal({ count: 20 })).toBe('too-many-servers')
  expect(refusal({ count: 20, inUse: a })).toBeNull()
})

test('it can not take the place of another one while it is in use itself', () => {
  expect(refusal({ replaces: { id: 'https://b.example/', address: 'https://b.example/' }, inUse: a })).toBe(
    'server-in-use',
  )
})

describe('where the organization has set servers', () => {
  const same = source(company.address)

  test('theirs can be given a token, and keep their address', () => {
    expect(refusal({ policy: managed, source: same, inUse: company, replaces: company })).toBeNull()
    const other = source('https://b.example/')
    expect(refusal({ policy: managed, source: other, replaces: company })).toBe('managed-address')
    const otherFormat = source(`${company.id}#format=mercure`)
    expect(refusal({ policy: managed, source: otherFormat, inUse: company })).toBe('managed-address')
  })

  test('others can be added unless that is not allowed', () => {
    expect(refusal({ policy: managed })).toBeNull()
    expect(refusal({ policy: only })).toBe('other-servers')
    expect(refusal({ policy: only, source: same, inUse: company })).toBeNull()
  })
})

import { expect, test } from 'vitest'
import { serverNames } from '../../../electron/model/server-names.ts'

const names = (...servers: readonly (readonly [address: string, name?: string])[]) => [
  ...serverNames(servers.map(([address, name]) => ({ address, name: name ?? null }))).values(),
]

test('a server is called by the name that the user chose, or else by its host', () => {
  expect(names(['https://a.example/events', 'Production'], ['https://b.example:8443/events'])).toEqual([
    'Production',
    'b.example:8443',
  ])
})

test('of two at the same host each is called by its path, too', () => {
  expect(names(['https://a.example/one'], ['https://a.example/two'], ['https://b.example/one'])).toEqual([
    'a.example/one',
    'a.example/two',
    'b.example',
  ])
})

test('one with a name leaves the host to the other', () => {
  expect(names(['https://a.example/one', 'First'], ['https://a.example/two'])).toEqual(['First', 'a.example'])
})

test('a secret in an address is not in the name', () => {
  expect(
    names(['https://a.example/one?token=abc'], ['https://a.example/two?token=abc']).join(),
  ).not.toContain('abc')
})

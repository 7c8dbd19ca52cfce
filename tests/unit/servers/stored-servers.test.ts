import { expect, test } from 'vitest'
import { type ServerSettings, serverColours } from '../../../electron/model/settings.ts'
import { parseSource, type Source } from '../../../electron/model/source.ts'
import { createStoredServers } from '../../../electron/servers/stored-servers.ts'

function sourceOf(address: string): Source {
  const source = parseSource(address)
  if (source.kind === 'invalid') throw new Error(address)
  return source
}

function create(...addresses: readonly string[]) {
  let list: readonly ServerSettings[] = []
  const stored = createStoredServers({
    read: () => list,
    write: (servers) => {
      list = servers
    },
  })
  for (const address of addresses) stored.put(address, stored.newSettings(sourceOf(address)))
  return { stored, addresses: () => list.map(({ address }) => address), list: () => list }
}

const a = 'https://a.example/events'
const b = 'https://b.example/events'

test('servers are kept in the order in which they were added, each in a colour of its own', () => {
  const addresses = Array.from({ length: 20 }, (_, index) => `https://${index}.example/events`)
  const { addresses: stored, list } = create(...addresses)
  expect(stored()).toEqual(addresses)
  expect(
    new Set(
      list()
        .slice(0, serverColours.length)
        .map(({ colour }) => colour),
    ).size,
  ).toBe(serverColours.length)
})

test('a freed colour is used again', () => {
  const { stored, list } = create(a, b)
  stored.remove(a)
  expect(stored.newSettings(sourceOf(a)).colour).toBe('blue')
  expect(list().map(({ colour }) => colour)).toEqual(['green'])
})

test('changing or removing one leaves the others as they are', () => {
  const { stored, list, addresses } = create(a, b)
  const [first] = list()
  stored.change(b, { ...stored.newSettings(sourceOf(b)), name: 'Staging' })
  expect(list()[0]).toBe(first)
  expect(list()[1]?.name).toBe('Staging')
  stored.remove(a)
  expect(addresses()).toEqual([b])
})

test('a server at another address takes the place of the old one', () => {
  const { stored, addresses } = create(a, b)
  const moved = 'https://a.example/v2/events'
  stored.put(a, stored.newSettings(sourceOf(moved)))
  expect(addresses()).toEqual([moved, b])
})

test('the server of the command line is not stored by a change of its name', () => {
  const { stored, addresses } = create(a)
  stored.change(b, { ...stored.newSettings(sourceOf(b)), name: 'Staging' })
  expect(addresses()).toEqual([a])
})

test('secrets in stored addresses are moved out of the settings', () => {
  const { stored, addresses, list } = create(a)
  stored.put(b, { ...stored.newSettings(sourceOf(b)), address: `${b}?token=abc#format=ntfy` })
  const saved: string[] = []
  stored.hideSecrets(({ url }) => saved.push(url.search))
  expect(saved).toEqual(['?token=abc'])
  expect(addresses()).toEqual([a, `${b}#format=ntfy`])
  expect(JSON.stringify(list())).not.toContain('abc')
})

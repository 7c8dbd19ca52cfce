import { expect, test } from 'vitest'
import { createDeepLinkHandler } from '../../electron/deep-links/deep-links.ts'
import { parseDeepLink } from '../../electron/model/deep-link.ts'
import { isSecure } from '../../electron/model/safe-url.ts'
import { play } from './arbitraries.ts'

const examples = [
  'tidings://open/n-981',
  'tidings://open/exp%2F42',
  'tidings://connect?server=https%3A%2F%2Fapp.example.com%2Fsse',
  'tidings://connect?server=http://127.0.0.1:4310/sse',
]

test('any link is nothing, an item, or a server that the user may be asked about', () => {
  play(5_000, (arbitrary) => {
    const text = arbitrary.number(5) === 0 ? arbitrary.text() : arbitrary.spoilText(arbitrary.pick(examples))
    const link = parseDeepLink(text)
    if (link?.kind === 'open') expect(link.id).toMatch(/^\P{Cc}{1,1000}$/u)
    if (link?.kind === 'connect') {
      expect(isSecure(link.source.url)).toBe(true)
      expect(link.source.url.username + link.source.url.password).toBe('')
    }
  })
})

test('no link connects without a question, and one to an unknown item opens nothing', () => {
  play(2_000, (arbitrary) => {
    const follow = createDeepLinkHandler({
      itemById: () => null,
      showItem: () => expect.unreachable('showed an item that is not there'),
      isInUse: () => false,
      connect: async () => false,
      openWindow: () => expect.unreachable('opened the window'),
      log: { warn: () => {} },
    })
    follow(arbitrary.spoilText(arbitrary.pick(examples)))
  })
})

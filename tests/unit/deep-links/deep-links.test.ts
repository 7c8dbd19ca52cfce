import { expect, test } from 'vitest'
import { createDeepLinkHandler } from '../../../electron/deep-links/deep-links.ts'
import { createI18n } from '../../../electron/i18n/i18n.ts'
import { buildItem } from '../../support/build-item.ts'

const address = 'https://app.example.com/sse'
const link = `tidings://connect?server=${encodeURIComponent(address)}`

/** A handler that records what it does; a question is answered when `answer` is called. */
function createHandler(currentServer: string | null = null) {
  const done: string[] = []
  const answers: ((confirmed: boolean) => void)[] = []
  const follow = createDeepLinkHandler({
    itemById: (id) => (id === 'n-1' ? buildItem({ key: 7, id }) : null),
    showItem: (key) => done.push(`show ${key}`),
    confirm: ({ message }) => {
      done.push(`ask ${/https?:\/\/[\w.]+\w/.exec(message)?.[0]}`)
      return new Promise((resolve) => answers.push(resolve))
    },
    currentSource: () =>
      currentServer === null ? null : { id: currentServer, url: new URL(currentServer), format: null },
    connect: ({ id }) => done.push(`connect ${id}`),
    openWindow: () => done.push('open window'),
    i18n: () => createI18n('en'),
    log: { warn: () => done.push('refused') },
  })
  return {
    done,
    follow,
    answer: async (confirmed: boolean) => {
      answers.shift()?.(confirmed)
      await new Promise((next) => setImmediate(next))
    },
  }
}

test('a link to an item shows it', () => {
  const { done, follow } = createHandler()
  follow('tidings://open/n-1')
  expect(done).toEqual(['show 7'])
})

test('a link to an item that is not in the history does nothing', () => {
  const { done, follow } = createHandler()
  follow('tidings://open/n-2')
  expect(done).toEqual(['refused'])
})

test('a link that can’t be parsed does nothing', () => {
  const { done, follow } = createHandler()
  follow('tidings://quit')
  expect(done).toEqual(['refused'])
})

test('a link to a server asks the user, and connects after a yes', async () => {
  const { done, follow, answer } = createHandler('https://old.example/sse')
  follow(link)
  expect(done).toEqual(['ask https://app.example.com'])
  await answer(true)
  expect(done).toEqual(['ask https://app.example.com', `connect ${address}`, 'open window'])
})

test('after a no nothing changes', async () => {
  const { done, follow, answer } = createHandler()
  follow(link)
  await answer(false)
  expect(done).toEqual(['ask https://app.example.com'])
})

test('many links at once ask only one question', async () => {
  const { done, follow, answer } = createHandler()
  follow(link)
  follow('tidings://connect?server=https://b.example')
  follow(link)
  expect(done).toEqual(['ask https://app.example.com', 'refused', 'refused'])
  await answer(false)
  follow(link)
  expect(done).toHaveLength(4)
})

test('a link to the current server asks nothing', () => {
  const { done, follow } = createHandler(address)
  follow(link)
  expect(done).toEqual(['open window'])
})

import { expect, test } from 'vitest'
import { createDeepLinkHandler } from '../../../electron/deep-links/deep-links.ts'
import { buildItem } from '../../support/build-item.ts'

const address = 'https://app.example.com/sse'
const link = `tidings://connect?server=${encodeURIComponent(address)}`

/** A handler that records what it does; the user answers when `answer` is called. */
function createHandler(currentServer: string | null = null) {
  const done: string[] = []
  const answers: ((confirmed: boolean) => void)[] = []
  const follow = createDeepLinkHandler({
    itemById: (id) => (id === 'n-1' ? buildItem({ key: 7, id }) : null),
    showItem: (key) => done.push(`show ${key}`),
    isInUse: ({ id }) => id === currentServer,
    connect: ({ id }) => {
      done.push(`connect ${id}`)
      return new Promise((resolve) => answers.push(resolve))
    },
    openWindow: () => done.push('open window'),
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

test('a link to a server opens the window once the user has agreed and it is connected', async () => {
  const { done, follow, answer } = createHandler('https://old.example/sse')
  follow(link)
  expect(done).toEqual([`connect ${address}`])
  await answer(true)
  expect(done).toEqual([`connect ${address}`, 'open window'])
})

test('after a no nothing happens', async () => {
  const { done, follow, answer } = createHandler()
  follow(link)
  await answer(false)
  expect(done).toEqual([`connect ${address}`])
})

test('a link to a server in use asks nothing', () => {
  const { done, follow } = createHandler(address)
  follow(link)
  expect(done).toEqual(['open window'])
})

import { expect, test } from 'vitest'
import { createDeepLinkHandler } from '../../../electron/deep-links/deep-links.ts'
import type { Source } from '../../../electron/model/source.ts'
import { buildItem } from '../../support/build-item.ts'

const address = 'https://app.example.com/sse'
const link = `tidings://connect?server=${encodeURIComponent(address)}`

/** Writes down what is done, with a question that is answered when `answer` is called. */
function rooms(listeningTo: string | null = null) {
  const done: string[] = []
  const answers: ((agreed: boolean) => void)[] = []
  const follow = createDeepLinkHandler({
    itemById: (id) => (id === 'n-1' ? buildItem({ key: 7, id }) : null),
    show: (key) => done.push(`show ${key}`),
    askToConnect: ({ url }: Source) => {
      done.push(`ask ${url.origin}`)
      return new Promise((resolve) => answers.push(resolve))
    },
    current: () => (listeningTo === null ? null : { id: listeningTo, url: new URL(listeningTo) }),
    connect: ({ id }) => done.push(`connect ${id}`),
    openWindow: () => done.push('open window'),
    onRefused: () => done.push('refused'),
  })
  return {
    done,
    follow,
    answer: async (agreed: boolean) => {
      answers.shift()?.(agreed)
      await new Promise((next) => setImmediate(next))
    },
  }
}

test('a link to an item shows it', () => {
  const { done, follow } = rooms()
  follow('tidings://open/n-1')
  expect(done).toEqual(['show 7'])
})

test('a link to what is not in the history does nothing', () => {
  const { done, follow } = rooms()
  follow('tidings://open/n-2')
  expect(done).toEqual(['refused'])
})

test('a link that can not be read does nothing', () => {
  const { done, follow } = rooms()
  follow('tidings://quit')
  expect(done).toEqual(['refused'])
})

test('a link to a server asks, and connects after a yes', async () => {
  const { done, follow, answer } = rooms('https://old.example/sse')
  follow(link)
  expect(done).toEqual(['ask https://app.example.com'])
  await answer(true)
  expect(done).toEqual(['ask https://app.example.com', `connect ${address}`, 'open window'])
})

test('after a no everything stays', async () => {
  const { done, follow, answer } = rooms()
  follow(link)
  await answer(false)
  expect(done).toEqual(['ask https://app.example.com'])
})

test('many links at once ask one question', async () => {
  const { done, follow, answer } = rooms()
  follow(link)
  follow('tidings://connect?server=https://b.example')
  follow(link)
  expect(done).toEqual(['ask https://app.example.com', 'refused', 'refused'])
  await answer(false)
  follow(link)
  expect(done).toHaveLength(4)
})

test('a link to the server that is listened to asks nothing', () => {
  const { done, follow } = rooms(address)
  follow(link)
  expect(done).toEqual(['open window'])
})

import { describe, expect, test } from 'vitest'
import { unreadableMessage } from '../../electron/model/item.ts'
import { itemText, shownAt } from '../../renderer/history/item-text.ts'
import { newItemsText } from '../../renderer/history/new-items.tsx'
import { createWindowI18n } from '../support/i18n.ts'
import { job, notification } from './items.ts'

const i18n = createWindowI18n('en', 'en-GB')
const { t, formats } = i18n

describe('what an item says', () => {
  test('a job without any text is called by its id', () => {
    expect(
      itemText(job({ key: 1, id: 'exp-42', receivedAt: 0, state: 'queued', title: null }), t).title,
    ).toBe('Job exp-42')
  })

  test('what can not be decrypted is said in the language of the window', () => {
    const german = createWindowI18n('de', 'de')
    const item = notification({ key: 1, receivedAt: 0, title: null, message: unreadableMessage })
    expect(itemText(item, german.t).title).toBe('Dieser Eintrag ist nicht lesbar.')
  })

  test('priority is said in a word', () => {
    expect(itemText(notification({ key: 1, receivedAt: 0, priority: 'high' }), t).label).toBe('Important')
    expect(itemText(notification({ key: 1, receivedAt: 0, priority: 'critical' }), t).label).toBe('Critical')
    expect(itemText(notification({ key: 1, receivedAt: 0 }), t).label).toBeNull()
  })

  test.each([
    ['0%', 0],
    ['42%', 0.42],
    ['99%', 0.999],
    ['100%', 1],
  ])('progress reads %s', (text, progress) => {
    expect(formats.percent(progress)).toBe(text)
  })

  test('a job that ended stands where it ended, a running one where it came', () => {
    const fields = { key: 1, receivedAt: 10, updatedAt: 20 }
    expect(shownAt(job({ ...fields, state: 'running' }))).toBe(10)
    expect(shownAt(job({ ...fields, state: 'failed' }))).toBe(20)
  })
})

describe('what a screen reader is told', () => {
  test('is the newest by name and how many there are', () => {
    const items = [3, 2, 1].map((key) => notification({ key, receivedAt: 0 }))
    expect(newItemsText(items, 1, [], i18n)).toBe('2 new. Notification 3')
    expect(newItemsText(items, 3, [], i18n)).toBe('')
  })

  test('names the server of the newest, if there are several', () => {
    const items = [notification({ key: 1, receivedAt: 0, source: 'https://a.example.com/events' })]
    const sources = [
      { id: 'https://a.example.com/events', name: 'Billing', colour: 'blue' as const },
      { id: 'https://b.example.com/events', name: 'Shop', colour: 'green' as const },
    ]
    expect(newItemsText(items, 0, sources, i18n)).toBe('Notification 1, Billing')
  })
})

import { describe, expect, test } from 'vitest'
import { linksIn } from '../../electron/model/links.ts'
import { linksOf } from '../../renderer/history/menu/item-links.ts'
import { notification } from './items.ts'

const item = (message: string, url: string | null = null) =>
  notification({ key: 1, receivedAt: 0, message, url })

describe('the links of an item', () => {
  test('are its page, then those in its message by their places', () => {
    const links = linksOf(item('See https://a.example/1 and https://b.example/2.', 'https://page.example/'))
    expect(links).toEqual([
      { index: null, url: 'https://page.example/' },
      { index: 0, url: 'https://a.example/1' },
      { index: 1, url: 'https://b.example/2' },
    ])
  })

  test('name each address once', () => {
    expect(linksOf(item('https://a.example/ https://a.example/ https://b.example/'))).toEqual([
      { index: 0, url: 'https://a.example/' },
      { index: 2, url: 'https://b.example/' },
    ])
    expect(linksOf(item('Nothing here'))).toEqual([])
  })

  test('stand in the text where they are found', () => {
    const text = 'See https://a.example/x, or (https://b.example/y).'
    expect(linksIn(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      'https://a.example/x',
      'https://b.example/y',
    ])
  })
})

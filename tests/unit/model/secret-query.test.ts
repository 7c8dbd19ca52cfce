import { describe, expect, test } from 'vitest'
import { hasSecrets, parseSource } from '../../../electron/model/source.ts'

const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl'
const idOf = (query: string) => {
  const source = parseSource(`https://a.example/sse${query}`)
  if (source.kind !== 'source') throw new Error('not an address')
  expect(source.url.search).toBe(query)
  expect(hasSecrets(source)).toBe(source.id !== `https://a.example/sse${query}`)
  return source.id.replace('https://a.example/sse', '')
}

describe('the name of a server is its address without secrets', () => {
  test.each([
    '?token=abc',
    '?access_token=abc',
    '?accessToken=abc',
    '?Token=abc',
    '?api_key=abc',
    '?apikey=abc',
    '?apiKey=abc',
    '?x-api-key=abc',
    '?key=abc',
    '?sig=abc',
    '?password=abc',
    '?auth=abc',
    '?session_id=abc',
    '?%74oken=abc',
    `?anything=${jwt}`,
  ])('%s', (query) => expect(idOf(query)).toBe(''))

  test('all else stays as it was typed, in its order', () => {
    expect(idOf('?topic=a%20b+c&token=abc&user=7&x=%2F')).toBe('?topic=a%20b+c&user=7&x=%2F')
    expect(idOf('?price=$&$$&token=abc')).toBe('?price=$&$$')
  })

  test.each(['', '?topic=orders', '?author=kim', '?keyboard=de', '?token=', '?monkey=1', '?encode=1'])(
    'an address without any stays as it is: %s',
    (query) => expect(idOf(query)).toBe(query),
  )
})

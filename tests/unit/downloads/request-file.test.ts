import { describe, expect, test } from 'vitest'
import { firstHop, type Hop, nextHop } from '../../../electron/downloads/request-file.ts'

const server = 'https://app.example.com/api/notifications'
const hop = (address: string, withToken: boolean): Hop => ({ url: new URL(address), withToken })

describe('the first request', () => {
  test('carries the token to the server’s own origin, and nowhere else', () => {
    expect(firstHop('https://app.example.com/f', server)).toEqual(hop('https://app.example.com/f', true))
    expect(firstHop('https://files.example.com/f', server)).toMatchObject({ withToken: false })
    expect(firstHop('https://app.example.com:8443/f', server)).toMatchObject({ withToken: false })
  })

  test.each([
    'http://app.example.com/f',
    'file:///etc/passwd',
    'javascript:1',
    'https://u:p@a.example/',
    'nonsense',
  ])('is not made for %s', (address) => {
    expect(firstHop(address, server)).toMatchObject({ kind: 'refused' })
  })

  test('goes to this computer only when the server is on it too', () => {
    expect(firstHop('http://127.0.0.1:631/f', server)).toMatchObject({ kind: 'refused' })
    expect(firstHop('http://127.0.0.1:631/f', 'http://127.0.0.1:4310/s')).toMatchObject({ withToken: false })
    expect(firstHop('http://127.0.0.1:4310/f', 'http://127.0.0.1:4310/s')).toMatchObject({ withToken: true })
  })
})

describe('a redirect', () => {
  const own = hop('https://app.example.com/f', true)

  test('within the origin keeps the token', () => {
    expect(nextHop(own, '/g')).toEqual(hop('https://app.example.com/g', true))
  })

  test('to another origin drops it for good', () => {
    const away = nextHop(own, 'https://bucket.example.net/g?signed=1')
    expect(away).toEqual(hop('https://bucket.example.net/g?signed=1', false))
    expect(nextHop(hop('https://bucket.example.net/g', false), 'https://app.example.com/h')).toMatchObject({
      withToken: false,
    })
  })

  test.each(['http://app.example.com/f', 'http://localhost/f', 'file:///f', 'http://', null])(
    'to %s is not followed',
    (location) => {
      expect(nextHop(own, location)).toMatchObject({ kind: 'refused' })
    },
  )
})

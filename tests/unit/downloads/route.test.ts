import { describe, expect, test } from 'vitest'
import { firstLeg, type Leg, nextLeg } from '../../../electron/downloads/route.ts'

const server = 'https://app.example.com/api/notifications'
const leg = (address: string, withToken: boolean): Leg => ({ url: new URL(address), withToken })

describe('the first request', () => {
  test('carries the token to the server’s own origin, and nowhere else', () => {
    expect(firstLeg('https://app.example.com/f', server)).toEqual(leg('https://app.example.com/f', true))
    expect(firstLeg('https://files.example.com/f', server)).toMatchObject({ withToken: false })
    expect(firstLeg('https://app.example.com:8443/f', server)).toMatchObject({ withToken: false })
  })

  test.each([
    'http://app.example.com/f',
    'file:///etc/passwd',
    'javascript:1',
    'https://u:p@a.example/',
    'nonsense',
  ])('is not made for %s', (address) => {
    expect(firstLeg(address, server)).toMatchObject({ kind: 'refused' })
  })

  test('goes to this computer only where the server itself is on it', () => {
    expect(firstLeg('http://127.0.0.1:631/f', server)).toMatchObject({ kind: 'refused' })
    expect(firstLeg('http://127.0.0.1:631/f', 'http://127.0.0.1:4310/s')).toMatchObject({ withToken: false })
    expect(firstLeg('http://127.0.0.1:4310/f', 'http://127.0.0.1:4310/s')).toMatchObject({ withToken: true })
  })
})

describe('a redirect', () => {
  const own = leg('https://app.example.com/f', true)

  test('within the origin keeps the token', () => {
    expect(nextLeg(own, '/g')).toEqual(leg('https://app.example.com/g', true))
  })

  test('to another origin loses it, for good', () => {
    const away = nextLeg(own, 'https://bucket.example.net/g?signed=1')
    expect(away).toEqual(leg('https://bucket.example.net/g?signed=1', false))
    expect(nextLeg(leg('https://bucket.example.net/g', false), 'https://app.example.com/h')).toMatchObject({
      withToken: false,
    })
  })

  test.each(['http://app.example.com/f', 'http://localhost/f', 'file:///f', 'http://', null])(
    'to %s is not followed',
    (location) => {
      expect(nextLeg(own, location)).toMatchObject({ kind: 'refused' })
    },
  )
})

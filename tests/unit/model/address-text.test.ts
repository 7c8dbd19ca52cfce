import { expect, test } from 'vitest'
import { shortOrigin, shortPath } from '../../../electron/model/address-text.ts'

test('an address of ordinary length is shown whole', () => {
  const url = new URL('https://app.example.com:8443/api/notifications?team=7')
  expect(shortOrigin(url)).toBe('https://app.example.com:8443')
  expect(shortPath(url)).toBe('/api/notifications?team=7')
  expect(shortPath(new URL('https://app.example.com'))).toBeNull()
})

test('a long host is cut in the middle: its end, which says whose it is, stays', () => {
  const origin = shortOrigin(
    new URL(`https://app.example.com.${'a'.repeat(60)}.${'b'.repeat(60)}.evil.example:8443`),
  )
  expect(origin).toMatch(/^https:\/\/app\.example\.com\.a+…b+\.evil\.example:8443$/)
  expect(origin.length).toBeLessThan(80)
})

test('a long path is cut at its end', () => {
  const path = shortPath(new URL(`https://a.example/${'x'.repeat(4_000)}`))
  expect(path).toHaveLength(80)
  expect(path?.endsWith('x…')).toBe(true)
})

test.each(['https://a.example/\u202e\u2067\n\u001b[2J', 'https://аpple.example/'])(
  'nothing but printable ASCII is shown of %j',
  (address) => {
    const url = new URL(address)
    expect(`${shortOrigin(url)}${shortPath(url) ?? ''}`).toMatch(/^[!-~]+$/)
  },
)

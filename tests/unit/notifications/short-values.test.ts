import { expect, test } from 'vitest'
import { shortValues } from '../../../electron/notifications/short-values.ts'

test('a long name loses its middle, a long message its end, and numbers stay', () => {
  const server = `app.${'a'.repeat(200)}.example.com`
  const values = shortValues({ server, reason: 'no room left '.repeat(100), count: 3 })
  expect(values.server).toMatch(/^app\.a+…a+\.example\.com$/)
  expect(String(values.server)).toHaveLength(61)
  expect(String(values.reason)).toHaveLength(160)
  expect(values.count).toBe(3)
})

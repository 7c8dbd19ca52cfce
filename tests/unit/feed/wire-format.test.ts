import { expect, test } from 'vitest'
import { wireFormat } from '../../../electron/feed/wire-format.ts'

test.each([
  { type: 'connected', message: 'SSE Stream Active' },
  { type: 'notification', message: 'Your export is ready!' },
  { type: 'job', id: 'exp-42', state: 'running', progress: 0.42, category: 'export' },
  { type: 'withdraw', ids: ['n-980'] },
])('an event as it is documented for backend teams is valid: $type', (event) => {
  expect(wireFormat.safeParse(event).success).toBe(true)
})

test('an event without a required field is not valid', () => {
  expect(wireFormat.safeParse({ type: 'notification' }).success).toBe(false)
})

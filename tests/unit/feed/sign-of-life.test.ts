import { describe, expect, test } from 'vitest'
import { decode } from '../../../electron/feed/decode.ts'

const kindOf = (data: string, type = 'message') => decode({ type, data, lastEventId: '', eventId: null }).kind

describe('a heartbeat that is sent as an event', () => {
  test.each(['ping', 'heartbeat', 'keepalive', 'keep-alive', 'Ping', 'keepAlive', 'keep_alive'])(
    'is known by the name %s, as SSE event, as type and as data',
    (name) => {
      expect(kindOf('2026-11-22T10:00:00Z', name)).toBe('sign-of-life')
      expect(kindOf(JSON.stringify({ type: name, time: 5 }))).toBe('sign-of-life')
      expect(kindOf(name)).toBe('sign-of-life')
      expect(kindOf(JSON.stringify(name))).toBe('sign-of-life')
    },
  )

  test.each(['', ' ', '\n', '{}', ' { } '])('is one without content: %j', (data) => {
    expect(kindOf(data)).toBe('sign-of-life')
  })

  test.each(['pinged', 'null', '[]', '{"type":"pong"}', '{"ping":1}', '{"type":["ping"]}'])(
    'is not %s, which is rejected',
    (data) => {
      expect(kindOf(data)).toBe('rejected')
    },
  )
})

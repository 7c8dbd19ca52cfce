import { expect, test } from 'vitest'
import type { Bus } from '../../../resources/backend-kit/bus.ts'
import { openEventStream } from '../../../resources/backend-kit/event-stream.ts'

test('when events may be missing the stream ends, so that the client asks for them', async () => {
  const gap = { report: () => {} }
  const bus: Bus = {
    publish: async () => '1',
    subscribe: async (_channel, _afterId, _onEvent, onGap = () => {}) => {
      gap.report = onGap
      return { isComplete: true, unsubscribe: () => {} }
    },
    close: async () => {},
  }
  const { signal } = new AbortController()
  const stream = await openEventStream({ bus, channel: 'alice', lastEventId: null, signal })
  const reader = stream.body.getReader()
  const greeting = await reader.read()
  expect(new TextDecoder().decode(greeting.value)).toContain('"connected"')
  gap.report()
  expect((await reader.read()).done).toBe(true)
})

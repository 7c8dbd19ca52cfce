import { expect, test } from 'vitest'
import { defaultSettings } from '../../../electron/model/settings.ts'
import { startQuietWatch } from '../../../electron/notifications/quiet-watch.ts'
import { manualClock } from '../feed/manual-clock.ts'

const minuteMs = 60_000

test('the beginning and the end of quiet hours are noticed with nothing arriving', () => {
  const clock = manualClock()
  const start = clock.now()
  const settings = {
    ...defaultSettings,
    quietHours: { enabled: true, spans: [{ days: [0, 1, 2, 3, 4, 5, 6], from: 10, to: 20 }] } as const,
  }
  const changes: number[] = []
  const watch = startQuietWatch({
    settings: () => settings,
    clock,
    localTime: (at) => ({ weekday: 0, minutes: Math.floor((at - start) / minuteMs) % 1_440 }),
    onChange: () => changes.push((clock.now() - start) / minuteMs),
  })
  clock.pass(30 * minuteMs)
  expect(changes).toEqual([10, 20])
  watch.stop()
  clock.pass(1_440 * minuteMs)
  expect(changes).toEqual([10, 20])
})

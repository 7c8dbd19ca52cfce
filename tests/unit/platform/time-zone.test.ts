import { expect, test } from 'vitest'
import { startTimeZone } from '../../../electron/platform/system/time-zone.ts'
import { manualClock } from '../feed/manual-clock.ts'

test('another time zone is noticed within a minute, and at once after waking up', () => {
  const clock = manualClock()
  const changes: string[] = []
  let zone = 'Europe/Berlin'
  let wake = () => {}
  const timeZone = startTimeZone({
    ...{ clock, read: () => zone },
    onHint: (listener) => {
      wake = listener
      return () => {}
    },
    onChange: () => changes.push(timeZone.current()),
  })
  clock.pass(120_000)
  expect(changes).toEqual([])
  zone = 'Asia/Tokyo'
  clock.pass(60_000)
  expect(changes).toEqual(['Asia/Tokyo'])
  zone = 'America/New_York'
  wake()
  expect(changes).toEqual(['Asia/Tokyo', 'America/New_York'])
  expect(clock.pending()).toBe(1)
  timeZone.stop()
  expect(clock.pending()).toBe(0)
})

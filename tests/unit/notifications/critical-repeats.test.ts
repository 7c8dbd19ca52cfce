import { describe, expect, test } from 'vitest'
import { defaultSettings } from '../../../electron/model/settings.ts'
import {
  firstRepeatAt,
  planRepeats,
  repeatAfterMs,
} from '../../../electron/notifications/critical-repeats.ts'
import type { RepeatingEntry } from '../../../electron/store/history-reader.ts'
import { buildMute } from '../../support/build-rule.ts'

const minute = 60_000
const now = Date.UTC(2026, 10, 22)
const settings = { ...defaultSettings, repeatCritical: true }
const entry = (parts: Partial<RepeatingEntry> = {}): RepeatingEntry => ({
  ...{ key: 1, source: 'https://app.example.com/', category: null, title: 'Fire', count: 0, at: now },
  isUnseen: true,
  ...parts,
})
const plan = (entries: readonly RepeatingEntry[], at = now) => planRepeats(entries, settings, at)

test('there are six repeats, at widening intervals', () => {
  expect(repeatAfterMs).toHaveLength(6)
  expect([...repeatAfterMs].sort((a, b) => a - b)).toEqual(repeatAfterMs)
  expect(firstRepeatAt(settings, now)).toBe(now + minute)
  expect(firstRepeatAt(defaultSettings, now)).toBeNull()
})

describe('what is due', () => {
  test('is shown, and planned again from now', () => {
    expect(plan([entry({ count: 1, at: now - 9 * 60 * minute })])).toEqual({
      show: [{ key: 1, count: 2, at: now + 10 * minute }],
      correct: [],
      wakeAt: null,
    })
  })

  test('ends with the sixth time', () => {
    expect(plan([entry({ count: 5 })]).show).toEqual([{ key: 1, count: 6, at: null }])
    expect(plan([entry({ count: 6 })])).toMatchObject({ show: [], correct: [{ key: 1, at: null }] })
  })

  test('takes along what is due within a minute, and nothing else', () => {
    const later = [entry({ key: 2, at: now + minute }), entry({ key: 3, count: 2, at: now + minute + 1 })]
    const { show, wakeAt } = plan([entry(), ...later])
    expect(show.map(({ key }) => key)).toEqual([1, 2])
    expect(wakeAt).toBe(now + minute + 1)
    expect(plan(later)).toMatchObject({ show: [], wakeAt: now + minute })
  })
})

test.each([
  ['was seen', entry({ isUnseen: false }), settings],
  ['is muted by now', entry({ category: 'Noise' }), { ...settings, rules: [buildMute('noise')] }],
  ['is not wanted any more', entry(), defaultSettings],
])('what %s never comes again', (_, seen, its) => {
  expect(planRepeats([seen], its, now)).toEqual({
    show: [],
    correct: [{ key: 1, count: 0, at: null }],
    wakeAt: null,
  })
})

test('after the clock was set back no repeat is further away than its interval', () => {
  const entries = [entry({ count: 1, at: now + 9 * 60 * minute }), entry({ key: 2, at: now + minute })]
  expect(plan(entries)).toEqual({
    show: [],
    correct: [{ key: 1, count: 1, at: now + 3 * minute }],
    wakeAt: now + minute,
  })
})

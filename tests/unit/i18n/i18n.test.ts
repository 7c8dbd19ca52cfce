import { describe, expect, onTestFinished, test } from 'vitest'
import {
  formatCoarseDuration,
  formatDuration,
  formatShortDuration,
  formatTimeLeft,
} from '../../../electron/i18n/duration.ts'
import { english } from '../../../electron/i18n/english.ts'
import {
  chooseLanguage,
  chooseLocale,
  chooseTimeLocale,
  followLanguage,
  type SystemLocale,
} from '../../../electron/i18n/language.ts'
import { createI18n, loadCatalog } from '../../support/i18n.ts'

const system: SystemLocale = { preferred: [], systemTimes: null, timeZone: () => 'UTC' }

describe('the language', () => {
  test('is the first of the user’s that there are texts for, with the region for numbers and times', () => {
    expect(chooseLanguage('system', ['nl-NL', 'de-AT', 'en-US'])).toEqual({ language: 'de', locale: 'de-AT' })
  })

  test('is English for those whose language there is not', () => {
    expect(chooseLanguage('system', ['nl-NL'])).toEqual({ language: 'en', locale: 'en-GB' })
    expect(chooseLanguage('system', [])).toEqual({ language: 'en', locale: 'en-GB' })
  })

  test('from the settings takes precedence over the system’s', () => {
    expect(chooseLanguage('ja', ['de-DE'])).toEqual({ language: 'ja', locale: 'ja' })
    expect(chooseLanguage('en', ['de-DE', 'en-GB'])).toEqual({ language: 'en', locale: 'en-GB' })
  })

  test('survives what is no language tag', () => {
    expect(chooseLanguage('system', ['C', '', 'not a tag!', 'fr_FR'])).toEqual({
      language: 'en',
      locale: 'en-GB',
    })
    expect(chooseLanguage('system', ['', 'fr'])).toEqual({ language: 'fr', locale: 'fr' })
  })

  test.each([
    ['en-US', 'en', ['de-DE', 'en-US']],
    ['en-GB', 'en', ['de-DE', 'de']],
    ['en-GB', 'en', []],
    ['de-AT', 'de', ['en-US', 'de-AT', 'de-DE']],
    ['ja', 'ja', ['en-US']],
  ] as const)(
    'formats with the locale %s when it is %s and the user reads %j',
    (locale, language, languages) => {
      expect(chooseLocale(language, languages)).toBe(locale)
    },
  )

  test.each([
    ['en', 'en-US', 'de-DE', '14:30'],
    ['en', 'en-GB', 'en-US', '2:30 PM'],
    ['de', 'de', 'en-US', '2:30 PM'],
    ['ja', 'ja', 'en-US', '2:30 PM'],
    ['fr', 'fr-FR', 'fr-FR', '14:30'],
    ['en', 'en-US', null, '2:30 PM'],
    ['en', 'en-GB', 'no tag!', '14:30'],
    ['en', 'en-GB', 'de', '14:30'],
  ] as const)('%s (%s) with the times of %s writes %s', (language, locale, systemTimes, time) => {
    const format = new Intl.DateTimeFormat(chooseTimeLocale(language, locale, systemTimes), {
      timeStyle: 'short',
    })
    const at = new Date(2026, 10, 22, 14, 30)
    const digits = (text: string) => text.replaceAll(/[^\d:]/g, '').replace(/^0/, '')
    expect(digits(format.format(at))).toBe(digits(time))
  })

  test('and the times of another region do not change how numbers are written', () => {
    const i18n = followLanguage(
      () => 'en',
      { ...system, preferred: ['en-US'], systemTimes: 'de-DE' },
      loadCatalog,
    )()
    const at = new Date(2026, 10, 22, 14, 30).getTime()
    expect(i18n.t('tray.paused-until', { at })).toBe('Paused until 14:30')
    expect(i18n.t('filter.more-than', { count: 1_500 })).toBe('1,500+')
  })

  test('changes with the setting, at once', () => {
    let setting: 'system' | 'fr' = 'system'
    const i18n = followLanguage(() => setting, { ...system, preferred: ['es-ES'] }, loadCatalog)
    expect(i18n().t('tray.quit')).toBe('Salir')
    setting = 'fr'
    expect(i18n().t('tray.quit')).toBe('Quitter')
  })

  test('formats times in another time zone when that changes', () => {
    let timeZone = 'UTC'
    const i18n = followLanguage(() => 'en', { ...system, timeZone: () => timeZone }, loadCatalog)
    const noon = () => i18n().t('tray.paused-until', { at: Date.UTC(2026, 10, 22, 12) })
    const before = process.env.TZ
    onTestFinished(() => {
      if (before === undefined) delete process.env.TZ
      else process.env.TZ = before
    })
    process.env.TZ = 'UTC'
    expect(noon()).toBe('Paused until 12:00')
    process.env.TZ = 'Asia/Tokyo'
    timeZone = 'Asia/Tokyo'
    expect(noon()).toBe('Paused until 21:00')
  })
})

test.each([
  [0, 'لا إشعارات'],
  [1, 'إشعار واحد'],
  [2, 'إشعاران'],
  [3, '3 إشعارات'],
  [11, '11 إشعارًا'],
  [100, '100 إشعار'],
])('Arabic has a form of its own for %i notifications', (count, text) => {
  expect(createI18n('ar', 'ar-u-nu-latn').t('count.notifications', { count })).toBe(text)
})

describe('Arabic keeps apart', () => {
  const arabic = createI18n('ar', 'ar-u-nu-latn')

  test('what is put into a text, so that neither turns the other', () => {
    const text = arabic.t('link.connect-message', { origin: 'https://app.example.com' })
    expect(text).toContain('\u2068https://app.example.com\u2069')
    // Digits too: after Arabic letters the parts of this date would be shown in reverse order.
    expect(arabic.t('notification.failed', { title: '2026-11-22' })).toBe('فشل: \u20682026-11-22\u2069')
  })

  test('what is apart already only once', () => {
    const text = arabic.t('notification.failed', { title: '\u2068Orders\u2069' })
    expect(text).toBe('فشل: \u2068Orders\u2069')
  })

  test('two isolated parts of one value, which as a whole are not', () => {
    const title = '\u2068Orders\u2069 / \u2068Invoices\u2069'
    expect(arabic.t('notification.failed', { title })).toBe(`فشل: \u2068${title}\u2069`)
  })

  test.each([
    ['tray.tooltip', { status: 'Offline' }],
    ['tray.job', { title: 'Orders', progress: '42%' }],
    ['status.server-state', { server: 'app.example.com', state: 'Offline' }],
  ] as const)('a line that begins with a value from the order of that: %s', (key, values) => {
    expect(arabic.t(key, values)).toMatch(/^\u200f/)
  })
})

test('a language that is written from left to right leaves values as they are', () => {
  expect(english.t('notification.failed', { title: 'Orders' })).toBe('Failed: Orders')
})

test('numbers and times are written as they are where the user lives', () => {
  const count = 1_234
  expect(createI18n('en').t('count.unread', { count })).toBe('1,234 unread')
  expect(createI18n('de').t('count.unread', { count })).toBe('1.234 ungelesen')
  const at = new Date(2026, 5, 1, 15, 30)
  expect(createI18n('en', 'en-GB').t('tray.paused-until', { at })).toBe('Paused until 15:30')
  expect(createI18n('en', 'en-US').t('tray.paused-until', { at })).toMatch(/^Paused until 3:30\sPM$/)
})

test('what the texts ask for is never left out', () => {
  expect(() => english.t('tray.tooltip')).toThrow()
})

test('markup in a value stays text', () => {
  expect(english.t('notification.failed', { title: '<b>{x}</b>' })).toBe('Failed: <b>{x}</b>')
})

test.each([
  [300, '1 second'],
  [45_000, '45 seconds'],
  [119_000, '119 seconds'],
  [180_000, '3 minutes'],
  [7_200_000, '2 hours'],
])('%i ms are %s', (ms, text) => {
  expect(formatDuration(ms, english)).toBe(text)
})

test.each([
  [300, '1\u00a0s', '1 minute', 'under a minute left'],
  [99_000, '99\u00a0s', '1 minute', 'about 2\u00a0min left'],
  [100_000, '2\u00a0min', '1 minute', 'about 2\u00a0min left'],
  [119 * 60_000, '2\u00a0h', '119 minutes', 'about 2\u00a0h left'],
  [47 * 3_600_000, '47\u00a0h', '47 hours', 'about 47\u00a0h left'],
  [48 * 3_600_000, '48\u00a0h', '2 days', 'about 48\u00a0h left'],
])('%i ms are "%s", coarsely "%s", and as an estimate "%s"', (ms, short, coarse, left) => {
  expect(formatShortDuration(ms, english)).toBe(short)
  expect(formatCoarseDuration(ms, english)).toBe(coarse)
  expect(formatTimeLeft(ms, english)).toBe(left)
})

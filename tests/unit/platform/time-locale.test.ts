import { expect, test } from 'vitest'
import { timeLocaleOf } from '../../../electron/platform/system/time-locale.ts'

test.each([
  [{ LANG: 'en_US.UTF-8', LC_TIME: 'de_DE.UTF-8' }, 'de-DE'],
  [{ LANG: 'en_US.UTF-8', LC_TIME: '' }, 'en-US'],
  [{ LANG: 'en_US', LC_TIME: 'de_DE', LC_ALL: 'fr_FR.UTF-8@euro' }, 'fr-FR'],
  [{ LANG: 'en_US', LC_TIME: 'C' }, null],
  [{ LANG: 'C.UTF-8' }, null],
  [{ LC_TIME: 'POSIX' }, null],
  [{}, null],
] as const)('on Linux, %j has the times of %s', (env, locale) => {
  expect(timeLocaleOf('linux', env, 'xx')).toBe(locale)
})

test('on Windows and macOS they are those of the region', () => {
  expect(timeLocaleOf('win32', { LC_TIME: 'de_DE' }, 'fi-FI')).toBe('fi-FI')
  expect(timeLocaleOf('darwin', {}, '')).toBeNull()
})

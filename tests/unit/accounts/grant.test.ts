import { expect, test } from 'vitest'
import { done } from '../../../electron/accounts/account-error.ts'
import { grantOf, type TokenAnswer } from '../../../electron/accounts/grant.ts'

const answer = (parts: Partial<TokenAnswer> = {}, claims: Readonly<Record<string, unknown>> = {}) =>
  grantOf(
    'login.example.com',
    done({ access_token: 'abc', token_type: 'bearer', claims: () => claims, ...parts }),
  )

test.each([
  [3_600, 3_600_000],
  [undefined, null],
  [0, null],
  [-5, null],
  [1e12, 365 * 24 * 3_600_000],
])('a token that expires in %s s lives for %s ms', (expires_in, lifeMs) => {
  const parts = expires_in === undefined ? {} : { expires_in }
  expect(answer(parts)).toMatchObject({ value: { lifeMs } })
})

test.each([
  [{ preferred_username: 'alice', email: 'a@example.com', name: 'Alice' }, 'alice'],
  [{ preferred_username: ' ', email: 'a@example.com', name: 'Alice' }, 'a@example.com'],
  [{ name: 'Alice' }, 'Alice'],
  [{ preferred_username: 5 }, null],
  [{}, null],
])('the user of %j is %s', (claims, user) => {
  expect(answer({}, claims)).toMatchObject({ value: { user } })
})

test('the name of an account is one short line', () => {
  expect(answer({}, { name: 'Al\nice\0 \u202e' })).toMatchObject({ value: { user: 'Al ice' } })
  expect(answer({}, { name: 'x'.repeat(5_000) })).toMatchObject({ value: { user: `${'x'.repeat(99)}…` } })
})

import { expect, test } from 'vitest'
import { findToken } from '../../../electron/model/token.ts'

test.each([
  'abc-123',
  ' abc-123\r\n',
  '\ufeffabc-123',
  '"abc-123"',
  "'abc-123'",
  'Bearer abc-123',
  '"Bearer abc-123"',
  '{"access_token":"abc-123","token_type":"Bearer","expires_in":3600,"id_token":"x"}',
  '{ "token": "abc-123" }',
  '{"access_token":"abc-123","token":"abc-123"}',
])('%j holds the token', (text) => {
  expect(findToken(text)).toBe('abc-123')
})

test.each([
  '',
  '  ',
  'two words',
  '"abc-123',
  '{"access_token":"a","token":"b"}',
  '{"refresh_token":"abc-123"}',
  '{"access_token":7}',
  '{"access_token":"abc 123"}',
  '["abc-123"]',
  '7 8',
  'tök',
])('in %j no token is certain', (text) => {
  expect(findToken(text)).toBeNull()
})

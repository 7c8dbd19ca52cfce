import { expect, test } from 'vitest'
import { parseReceiptsAddress } from '../../../electron/model/receipts-address.ts'

const stream = new URL('https://app.example.com/api/notifications')

test.each([
  ['/api/receipts', 'https://app.example.com/api/receipts'],
  ['receipts?for=me', 'https://app.example.com/api/receipts?for=me'],
  ['https://app.example.com/r', 'https://app.example.com/r'],
])('%s is an address of the server itself', (address, href) => {
  expect(parseReceiptsAddress(address, stream)?.href).toBe(href)
})

test.each([
  'https://evil.example.com/r',
  '//evil.example.com/r',
  'http://app.example.com/r',
  'https://app.example.com:8443/r',
  'https://user:secret@app.example.com/r',
  'javascript:alert(1)',
  'https://',
])('nothing is sent to %s', (address) => {
  expect(parseReceiptsAddress(address, stream)).toBeNull()
})

test('without encryption nothing leaves this computer', () => {
  expect(parseReceiptsAddress('/r', new URL('http://app.example.com/s'))).toBeNull()
  expect(parseReceiptsAddress('/r', new URL('http://127.0.0.1:4310/s'))?.href).toBe('http://127.0.0.1:4310/r')
})

import { expect, test } from 'vitest'
import { completeAddress } from '../../renderer/connection/complete-address.ts'

test.each([
  ['app.example.com', 'https://app.example.com'],
  [' app.example.com/sse ', 'https://app.example.com/sse'],
  ['app.example.com:8443/sse', 'https://app.example.com:8443/sse'],
  ['intranet/sse', 'https://intranet/sse'],
  ['bücher.example', 'https://bücher.example'],
  ['localhost:4310/sse', 'http://localhost:4310/sse'],
  ['app.localhost', 'http://app.localhost'],
  ['127.0.0.1:4310', 'http://127.0.0.1:4310'],
  ['[::1]:4310/sse', 'http://[::1]:4310/sse'],
])('%j is completed to %j', (typed, address) => {
  expect(completeAddress(typed)).toBe(address)
})

test.each([
  '',
  'https://app.example.com',
  'http://app.example.com',
  'ftp://app.example.com',
  'https:/app.example.com',
  'two words',
  '/sse',
  '//app.example.com',
  'mailto:ann@example.com',
])('%j stays as it is', (typed) => {
  expect(completeAddress(typed)).toBe(typed)
})

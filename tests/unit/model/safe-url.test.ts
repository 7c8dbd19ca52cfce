import { expect, test } from 'vitest'
import { parseSafeUrl } from '../../../electron/model/safe-url.ts'

test.each([
  'https://app.example.com/runs/77',
  'http://localhost:4310/',
  'http://127.0.0.1/',
  'http://[::1]:80/',
])('%s may be opened', (address) => {
  expect(parseSafeUrl(address)?.href).toBe(new URL(address).href)
})

test.each([
  'http://app.example.com/',
  'http://localhost.evil.example/',
  'https://user:secret@app.example.com/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'smb://server/share',
  '/relative',
  '',
])('%s may not', (address) => {
  expect(parseSafeUrl(address)).toBeNull()
})

import { describe, expect, test } from 'vitest'
import { isLoopback, parseSafeUrl } from '../../../electron/model/safe-url.ts'

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

describe('requests', () => {
  test.each([
    'http://localhost:4310/',
    'http://LOCALHOST/',
    'http://localhost./',
    'http://app.localhost/',
    'http://app.localhost./',
    'http://127.0.0.1/',
    'http://127.0.0.2/',
    'http://127.255.255.254/',
    'http://127.1/',
    'http://[::1]:80/',
    'http://[0:0:0:0:0:0:0:1]/',
  ])('to %s stay on this computer', (address) => {
    expect(isLoopback(new URL(address))).toBe(true)
  })

  test.each([
    'http://localhost.example/',
    'http://notlocalhost/',
    'http://127.0.0.1.example/',
    'http://128.0.0.1/',
    'http://10.127.0.0/',
    'http://0.0.0.0/',
    'http://[::2]/',
  ])('to %s do not', (address) => {
    expect(isLoopback(new URL(address))).toBe(false)
  })
})

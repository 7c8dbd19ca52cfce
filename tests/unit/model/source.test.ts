import { expect, test } from 'vitest'
import { addressOf, formatNames, parseSource } from '../../../electron/model/source.ts'

function sourceOf(address: string) {
  const parsed = parseSource(address)
  if (parsed.kind === 'invalid') throw new Error(parsed.why)
  return parsed
}

test.each(formatNames)('an address can name the format %s, and keeps it', (format) => {
  const address = `https://app.example.com/sse?topic=a#format=${format}`
  const source = sourceOf(address)
  expect(source).toMatchObject({ id: 'https://app.example.com/sse?topic=a', format })
  expect(source.url.href).toBe(source.id)
  expect(addressOf(source)).toBe(address)
})

test('another fragment is left out', () => {
  expect(addressOf(sourceOf('https://app.example.com/#/dashboard'))).toBe('https://app.example.com/')
})

test('the format does not make it another server', () => {
  expect(sourceOf('https://a.example/sse#format=ntfy').id).toBe(sourceOf('https://a.example/sse').id)
})

test('a format that is not known is an error', () => {
  expect(parseSource('https://a.example/sse#format=ntyf')).toMatchObject({ why: 'unknown-format' })
})

import { describe, expect, test } from 'vitest'
import {
  type ResumePoint,
  rangeHeaders,
  readResponse,
  startOfFile,
} from '../../../electron/downloads/resume.ts'

const halfway: ResumePoint = { received: 500, validator: '"v1"' }
const read = (status: number, headers: Record<string, string>, point: ResumePoint = halfway) =>
  readResponse(status, new Headers(headers), point)

describe('a request', () => {
  test('asks for the missing part, provided the file is still the same', () => {
    expect(rangeHeaders(halfway)).toEqual({ Range: 'bytes=500-', 'If-Range': '"v1"' })
  })

  test('asks for the whole file when nothing was received, or there is no validator', () => {
    expect(rangeHeaders(startOfFile)).toEqual({})
    expect(rangeHeaders({ received: 500, validator: null })).toEqual({})
  })
})

describe('a response', () => {
  test('with the missing part is appended', () => {
    const headers = { 'content-range': 'bytes 500-999/1000' }
    expect(read(206, headers)).toMatchObject({ kind: 'body', from: 500, total: 1_000, validator: '"v1"' })
  })

  test('with the whole file replaces what was there', () => {
    const headers = { 'content-length': '1000', etag: '"v2"' }
    expect(read(200, headers)).toMatchObject({ kind: 'body', from: 0, total: 1_000, validator: '"v2"' })
  })

  test('with a weak ETag is recognised by its date, if by anything', () => {
    const date = 'Sun, 22 Nov 2026 10:00:00 GMT'
    expect(read(200, { etag: 'W/"v"', 'last-modified': date })).toMatchObject({ validator: date })
    expect(read(200, { etag: 'W/"v"' })).toMatchObject({ validator: null })
  })

  test('with an ETag that is too long is not recognised', () => {
    expect(read(200, { etag: `"${'x'.repeat(1_022)}"` })).toMatchObject({ validator: expect.any(String) })
    expect(read(200, { etag: `"${'x'.repeat(1_023)}"` })).toMatchObject({ validator: null })
  })

  test('that is compressed has no known size and can’t be resumed', () => {
    const headers = { 'content-encoding': 'gzip', 'content-length': '10', etag: '"v"' }
    expect(read(200, headers, startOfFile)).toMatchObject({
      kind: 'body',
      from: 0,
      total: null,
      validator: null,
    })
  })

  test.each([
    [206, { 'content-range': 'bytes 400-999/1000' }],
    [206, {}],
    [416, { 'content-range': 'bytes */400' }],
  ])('of %i with %j means to start over', (status, headers) => {
    expect(read(status, headers as Record<string, string>)).toEqual({ kind: 'start-over' })
  })

  test.each([404, 410, 401, 500, 304, 204])('of %i is no file', (status) => {
    expect(read(status, {})).toEqual({ kind: 'refused', status })
  })

  test('with a part that was not requested is no file', () => {
    expect(read(206, { 'content-range': 'bytes 0-9/10' }, startOfFile)).toMatchObject({ kind: 'refused' })
  })
})

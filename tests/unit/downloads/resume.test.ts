import { describe, expect, test } from 'vitest'
import { type PartialFile, rangeHeaders, readAnswer } from '../../../electron/downloads/resume.ts'

const nothing: PartialFile = { received: 0, validator: null }
const half: PartialFile = { received: 500, validator: '"v1"' }
const read = (status: number, headers: Record<string, string>, of: PartialFile = half) =>
  readAnswer(status, new Headers(headers), of)

describe('what is asked for', () => {
  test('is the missing rest, if the file is still the same', () => {
    expect(rangeHeaders(half)).toEqual({ Range: 'bytes=500-', 'If-Range': '"v1"' })
  })

  test('is the whole where there is nothing yet, or nothing to recognise it by', () => {
    expect(rangeHeaders(nothing)).toEqual({})
    expect(rangeHeaders({ received: 500, validator: null })).toEqual({})
  })
})

describe('the answer', () => {
  test('with the rest is written behind the half', () => {
    const headers = { 'content-range': 'bytes 500-999/1000' }
    expect(read(206, headers)).toEqual({ kind: 'body', from: 500, total: 1_000, validator: '"v1"' })
  })

  test('with the whole is written from the start', () => {
    const headers = { 'content-length': '1000', etag: '"v2"' }
    expect(read(200, headers)).toEqual({ kind: 'body', from: 0, total: 1_000, validator: '"v2"' })
  })

  test('a weak ETag does not do to recognise a file by, a date does', () => {
    const date = 'Sun, 22 Nov 2026 10:00:00 GMT'
    expect(read(200, { etag: 'W/"v"', 'last-modified': date })).toMatchObject({ validator: date })
    expect(read(200, { etag: 'W/"v"' })).toMatchObject({ validator: null })
  })

  test('packed bytes are neither counted nor gone on with', () => {
    const headers = { 'content-encoding': 'gzip', 'content-length': '10', etag: '"v"' }
    expect(read(200, headers, nothing)).toEqual({ kind: 'body', from: 0, total: null, validator: null })
  })

  test.each([
    [206, { 'content-range': 'bytes 400-999/1000' }],
    [206, {}],
    [416, { 'content-range': 'bytes */400' }],
  ])('%i with %j means to start over', (status, headers) => {
    expect(read(status, headers as Record<string, string>)).toEqual({ kind: 'start-over' })
  })

  test.each([404, 410, 401, 500, 304, 204])('%i is no file', (status) => {
    expect(read(status, {})).toEqual({ kind: 'refused', status })
  })

  test('a part that nobody asked for is no file', () => {
    expect(read(206, { 'content-range': 'bytes 0-9/10' }, nothing)).toMatchObject({ kind: 'refused' })
  })
})

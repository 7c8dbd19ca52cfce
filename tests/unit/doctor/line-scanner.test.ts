import { expect, test } from 'vitest'
import { createLineScanner } from '../../../electron/doctor/line-scanner.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const scanOf = (text: string) => createLineScanner()(bytes(text))

test('comments are counted, whatever ends their lines', () => {
  expect(scanOf(': a\n\n: b\r\n\r\n:\r\r')).toMatchObject({ comments: 3 })
  expect(scanOf('comment: no\nlonger-name\n\n')).toMatchObject({ comments: 0 })
})

test('ids that can’t be sent back are counted', () => {
  const long = 'x'.repeat(1_024)
  expect(scanOf(`id: ${long}\n\n`)).toMatchObject({ unusableIds: 0 })
  expect(scanOf(`id: ${long}x\n\nid: a\u0001\n\n`)).toMatchObject({ unusableIds: 2 })
})

test('an event waits for its empty line, a lone retry does not', () => {
  expect(scanOf('data: {}\n')).toMatchObject({ isEventUnended: true })
  expect(scanOf('data: {}\n\n')).toMatchObject({ isEventUnended: false })
  expect(scanOf('data: {}\r\n\r\n')).toMatchObject({ isEventUnended: false })
  expect(scanOf('retry: 3000\n')).toMatchObject({ isEventUnended: false })
})

test('pieces of any size are the same as the whole', () => {
  const scan = createLineScanner()
  const scans = [...bytes(': a\r\n\r\ndata: 1\r\n')].map((byte) => scan(Uint8Array.of(byte)))
  expect(scans.reduce((count, { comments }) => count + comments, 0)).toBe(1)
  expect(scans.at(-1)).toMatchObject({ isEventUnended: true })
})

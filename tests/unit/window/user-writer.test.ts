import { expect, test, vi } from 'vitest'
import type { HistoryChange, WriteResult } from '../../../electron/store/history-writer.ts'
import { createUserWriter } from '../../../electron/window/user-writer.ts'

const written: WriteResult = { kind: 'written', changed: 1, outcomes: [] }
const locked: WriteResult = { kind: 'failed', reason: 'history-locked' }

function openWriter() {
  const onFailed = vi.fn()
  let result = written
  const writer = createUserWriter({
    writer: { write: async () => result, flush: async () => {} },
    onFailed,
    onChange: () => {},
  })
  return {
    ...{ writer, onFailed },
    answer: (next: WriteResult) => {
      result = next
    },
  }
}

test('an action of the user that was not written is reported, and claims nothing', async () => {
  const { writer, onFailed, answer } = openWriter()
  answer(locked)
  await writer.write({ type: 'delete', keys: [1] })
  expect(onFailed).toHaveBeenCalledExactlyOnceWith('history-locked')
  expect(writer.deleted()).toEqual([])
})

test('what was deleted is known until it is undone', async () => {
  const { writer, onFailed, answer } = openWriter()
  await writer.write({ type: 'delete', keys: [1] })
  await writer.write({ type: 'delete', keys: [2, 3] })
  expect(writer.deleted()).toEqual([1, 2, 3])
  answer(locked)
  await writer.write({ type: 'undo-delete', keys: [1] })
  expect(writer.deleted()).toEqual([1, 2, 3])
  answer(written)
  await writer.write({ type: 'undo-delete', keys: [1, 3] })
  expect(writer.deleted()).toEqual([2])
  expect(onFailed).toHaveBeenCalledTimes(1)
})

test('what was deleted in several parts is known as a whole', async () => {
  const { writer } = openWriter()
  const keys = Array.from({ length: 1_000 }, (_, index) => index + 1)
  await writer.write({ type: 'delete', keys })
  await writer.write({ type: 'delete', keys: [1_001, 1_002] })
  expect(writer.deleted()).toHaveLength(1_002)
})

test.each<HistoryChange>([
  { type: 'mark-read', keys: [1] },
  { type: 'mark-all-read' },
  { type: 'mark-matching-read', filter: { unreadOnly: true } },
  { type: 'undo-mark-read' },
  { type: 'pin', keys: [1] },
  { type: 'unpin', keys: [1] },
  { type: 'snooze', keys: [1], until: 5, isSpan: true },
  { type: 'cancel-snooze', keys: [1] },
  { type: 'delete-download', key: 1 },
])('$type reports its failure', async (change) => {
  const { writer, onFailed, answer } = openWriter()
  answer(locked)
  expect(await writer.write(change)).toEqual(locked)
  expect(onFailed).toHaveBeenCalledOnce()
})

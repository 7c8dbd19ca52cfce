import { getHeapStatistics } from 'node:v8'
import { expect, test } from 'vitest'
import { releaseMemory } from '../../../electron/platform/system/release-memory.ts'

const used = () => getHeapStatistics().used_heap_size

/** Leaves many lists behind; returns how many. */
function leaveGarbage(): number {
  return Array.from({ length: 300_000 }, (_, index) => [index, String(index)]).length
}

// Electron has had it for long; that of Node 20 is older.
const isKnownToV8 = Number.parseInt(process.versions.v8, 10) >= 12

test.runIf(isKnownToV8)('what nobody needs any more is given back, and nobody else can ask for that', () => {
  leaveGarbage()
  const before = used()
  releaseMemory()
  expect(used()).toBeLessThan(before - 5 * 1024 * 1024)
  expect(globalThis.gc).toBeUndefined()
})

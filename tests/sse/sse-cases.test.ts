import { describe, expect, test, vi } from 'vitest'
import { readCases } from './read-cases.ts'
import { runCase } from './run-case.ts'

// The cases wait far more than they work.
vi.setConfig({ maxConcurrency: 16 })

describe.concurrent('the feed under Node', () => {
  for (const testCase of readCases()) {
    test(`${testCase.profile}: ${testCase.name}`, { timeout: 15_000 }, async () => {
      expect(await runCase(testCase, fetch)).toEqual([])
    })
  }
})

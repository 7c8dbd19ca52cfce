import { describe, expect, test } from 'vitest'
import { readCases } from './read-cases.ts'
import { runCase } from './run-case.ts'

describe.concurrent('the feed under Node', () => {
  for (const testCase of readCases()) {
    test(`${testCase.profile}: ${testCase.name}`, { timeout: 120_000 }, async () => {
      expect(await runCase(testCase, fetch)).toEqual([])
    })
  }
})

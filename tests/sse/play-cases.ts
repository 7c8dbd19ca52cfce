import type { Fetch } from '../../electron/feed/http-client.ts'
import { runCase } from './run-case.ts'
import type { SseCase } from './sse-case.ts'

/** The result of one case; without problems it has passed. */
export interface CaseResult {
  readonly name: string
  readonly problems: readonly string[]
}

const maxConcurrentCases = 12

/** Plays all cases, some at a time. Calls `onResult` as each one ends and returns all in the order of the cases. */
export async function playCases(
  cases: readonly SseCase[],
  fetch: Fetch,
  onResult: (result: CaseResult) => void,
): Promise<readonly CaseResult[]> {
  const results = new Map<SseCase, CaseResult>()
  const queue = cases.values()
  async function playQueue(): Promise<void> {
    for (const testCase of queue) {
      const result = { name: testCase.name, problems: await runCase(testCase, fetch) }
      results.set(testCase, result)
      onResult(result)
    }
  }
  await Promise.all(Array.from({ length: maxConcurrentCases }, playQueue))
  return cases.flatMap((testCase) => results.get(testCase) ?? [])
}

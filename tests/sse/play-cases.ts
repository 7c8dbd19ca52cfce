import type { Fetch } from '../../electron/feed/http-client.ts'
import { runCase } from './run-case.ts'
import type { SseCase } from './sse-case.ts'

/** What came of one case; no problems means that it passed. */
export interface CaseResult {
  readonly name: string
  readonly problems: readonly string[]
}

// The cases wait far more than they work; more at once would blur the times that they measure.
const atOnce = 12

/** Plays all cases, some at a time. Results are told as they come and returned in the order of the cases. */
export async function playCases(
  cases: readonly SseCase[],
  fetch: Fetch,
  onResult: (result: CaseResult) => void,
): Promise<readonly CaseResult[]> {
  const results = new Map<SseCase, CaseResult>()
  const waiting = cases.values()
  async function work(): Promise<void> {
    for (const testCase of waiting) {
      const result = { name: testCase.name, problems: await runCase(testCase, fetch) }
      results.set(testCase, result)
      onResult(result)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return cases.flatMap((testCase) => results.get(testCase) ?? [])
}

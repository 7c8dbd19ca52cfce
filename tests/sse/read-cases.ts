import { readFileSync } from 'node:fs'
import type { SseCase } from './sse-case.ts'

/** The cases of the file that `SSE_CASES` names, else of our own. */
export function readCases(): readonly SseCase[] {
  const file = process.env.SSE_CASES ?? new URL('cases.json', import.meta.url)
  const cases: readonly SseCase[] = JSON.parse(readFileSync(file, 'utf8'))
  return cases
}

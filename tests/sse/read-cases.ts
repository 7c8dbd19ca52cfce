import { readFileSync } from 'node:fs'
import { parseCases, type SseCase } from './sse-case.ts'

/** The cases of the file that `SSE_CASES` names, else of our own. Throws an Error when the file is not valid. */
export function readCases(): readonly SseCase[] {
  return parseCases(readFileSync(process.env.SSE_CASES ?? new URL('cases.json', import.meta.url), 'utf8'))
}

import { english } from '../i18n/english.ts'
import type { MonotonicClock } from '../model/clock.ts'
import type { FormatName } from '../model/source.ts'
import type { DoctorNetwork } from './doctor-network.ts'
import { examine } from './examine.ts'
import { judge } from './judge.ts'
import { type DoctorLimits, doctorLimits } from './limits.ts'
import { printAsJunit } from './print-junit.ts'
import { printAsJson, printAsText } from './print-report.ts'
import { createReport } from './report.ts'

/** What `--doctor` requests. */
export interface DoctorRequest {
  readonly url: URL
  /** The format that the address names; null: it is recognized. */
  readonly format: FormatName | null
  readonly json: boolean
  /** A file for the result as JUnit XML; null: none. */
  readonly junit: string | null
  readonly isStrict: boolean
  /** How long the stream is observed; null: as usual. */
  readonly seconds: number | null
}

export interface DoctorDeps {
  readonly token: string | null
  readonly network: DoctorNetwork
  readonly clock: MonotonicClock
  /** A text that nobody else sends. */
  readonly mark: string
  /** Resolves to why it failed, in words; null: it was written. */
  readonly writeFile: (path: string, text: string) => Promise<string | null>
  /** Aborted when the user ends the command. */
  readonly signal: AbortSignal
  /** Default: those of the product. */
  readonly limits?: DoctorLimits
}

export interface DoctorResult {
  readonly output: string
  readonly error: string
  /** 0: the server is fit, 1: it is not, or that could not be found out. */
  readonly exitCode: 0 | 1
}

/** Runs `--doctor`: examines the server, and prints what was found, in English. */
export async function runDoctor(request: DoctorRequest, deps: DoctorDeps): Promise<DoctorResult> {
  const { url, format, json, junit, isStrict, seconds } = request
  const { token, network, clock, mark, signal, limits: usual = doctorLimits } = deps
  const limits = seconds === null ? usual : { ...usual, observeMs: seconds * 1000 }
  const startedAt = clock.elapsed()
  const observation = await examine({ url, format, token, network, clock, limits, mark, signal })
  if (signal.aborted) return failed('The check was interrupted.')
  const report = createReport(judge(observation, limits), { url, token, isStrict, i18n: english })
  if (junit !== null) {
    const text = printAsJunit(report, isStrict, clock.elapsed() - startedAt)
    const problem = await deps.writeFile(junit, text)
    if (problem !== null) return failed(`${junit} could not be written: ${problem}.`)
  }
  const output = json ? printAsJson(report) : printAsText(report)
  return { output, error: '', exitCode: report.isFit ? 0 : 1 }
}

function failed(problem: string): DoctorResult {
  return { output: '', error: `tidings: ${problem}\n`, exitCode: 1 }
}

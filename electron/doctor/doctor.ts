import type { I18n } from '../i18n/i18n.ts'
import type { MonotonicClock } from '../model/clock.ts'
import type { Examination, Finding } from '../model/finding.ts'
import type { Log } from '../model/log.ts'
import type { Source, SourceId } from '../model/source.ts'
import type { DoctorNetwork } from './doctor-network.ts'
import { examine } from './examine.ts'
import { judge } from './judge.ts'
import { type DoctorLimits, doctorLimits } from './limits.ts'
import { createReport } from './report.ts'

export interface DoctorOptions {
  readonly tokenFor: (server: SourceId) => Promise<string | null>
  readonly network: DoctorNetwork
  readonly clock: MonotonicClock
  /** Returns a text that nobody else sends. */
  readonly newMark: () => string
  readonly log: Log
  readonly onChange: () => void
  /** Default: those of the product. */
  readonly limits?: DoctorLimits
}

interface Visit {
  readonly source: Source
  /** What was sent; it is in no report. */
  readonly token: string | null
  readonly controller: AbortController
  /** Null: it is still running. */
  readonly findings: readonly Finding[] | null
}

/** Examines a server of the running app, when the user asks for it. */
export function createDoctor(options: DoctorOptions) {
  const { network, clock, log, onChange, limits = doctorLimits } = options
  let last: Visit | null = null

  const run = async (visit: Visit): Promise<void> => {
    const { source, controller } = visit
    const { url, format } = source
    const { signal } = controller
    const token = await options.tokenFor(source.id)
    const mark = options.newMark()
    const observation = await examine({ url, format, ...{ token, network, clock, limits, mark, signal } })
    if (signal.aborted) return
    last = { ...visit, token, findings: judge(observation, limits) }
    onChange()
  }

  return {
    /** Has no effect while this server is being examined. Ends the examination of another one. */
    start: (source: Source): void => {
      if (last?.source.id === source.id && last.findings === null) return
      last?.controller.abort()
      const visit: Visit = {
        ...{ source, token: null, controller: new AbortController(), findings: null },
      }
      last = visit
      onChange()
      run(visit).catch((error: unknown) => {
        log.error('The server could not be examined', error)
        if (last === visit) last = null
        onChange()
      })
    },
    /** The last examination, if it was of this server; null: it was not. */
    current: (server: SourceId, i18n: I18n): Examination | null => {
      if (last?.source.id !== server) return null
      const { source, token, findings } = last
      if (findings === null) return { kind: 'running' }
      const report = createReport(findings, { url: source.url, token, isStrict: false, i18n })
      return { kind: 'done', isFit: report.isFit, findings: report.findings }
    },
    stop: (): void => last?.controller.abort(),
  }
}

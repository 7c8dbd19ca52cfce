import type { I18n } from '../i18n/i18n.ts'
import type { MonotonicClock } from '../model/clock.ts'
import type { Examination, Finding } from '../model/finding.ts'
import type { Log } from '../model/log.ts'
import type { Source } from '../model/source.ts'
import type { DoctorNetwork } from './doctor-network.ts'
import { examine } from './examine.ts'
import { judge } from './judge.ts'
import { type DoctorLimits, doctorLimits } from './limits.ts'
import { createReport } from './report.ts'

export interface DoctorOptions {
  /** The server that the app is connected to; null: none is set up. */
  readonly source: () => Source | null
  readonly tokenFor: (server: string) => Promise<string | null>
  readonly network: DoctorNetwork
  readonly clock: MonotonicClock
  /** Returns a text that nobody else sends. */
  readonly newMark: () => string
  readonly log: Log
  readonly onChange: () => void
  /** Default: those of the product. */
  readonly limits?: DoctorLimits
}

/** Examines the server of the running app, when the user asks for it. */
export interface Doctor {
  /** Has no effect while an examination is running, or without a server. */
  readonly start: () => void
  /** The last examination of the current server; null: there was none. */
  readonly current: (i18n: I18n) => Examination | null
  readonly stop: () => void
}

interface Visit {
  readonly source: Source
  /** What was sent; it is in no report. */
  readonly token: string | null
  readonly controller: AbortController
  /** Null: it is still running. */
  readonly findings: readonly Finding[] | null
}

export function createDoctor(options: DoctorOptions): Doctor {
  const { source: currentSource, network, clock, log, onChange, limits = doctorLimits } = options
  let last: Visit | null = null

  const isCurrent = (visit: Visit | null): visit is Visit =>
    visit !== null && visit.source.id === currentSource()?.id

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
    start: () => {
      const source = currentSource()
      if (source === null || (isCurrent(last) && last.findings === null)) return
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
    current: (i18n) => {
      if (!isCurrent(last)) return null
      const { source, token, findings } = last
      if (findings === null) return { kind: 'running' }
      const report = createReport(findings, { url: source.url, token, isStrict: false, i18n })
      return { kind: 'done', isFit: report.isFit, findings: report.findings }
    },
    stop: () => last?.controller.abort(),
  }
}

import { onTestFinished } from 'vitest'
import type { DoctorNetwork } from '../../../electron/doctor/doctor-network.ts'
import { examine } from '../../../electron/doctor/examine.ts'
import { judge } from '../../../electron/doctor/judge.ts'
import { type DoctorLimits, doctorLimits } from '../../../electron/doctor/limits.ts'
import { type Finding, severityOf } from '../../../electron/model/finding.ts'
import { systemClock } from '../../../electron/platform/system/clock.ts'
import { nodeDoctorNetwork } from '../../support/node-doctor-network.ts'
import type { CleanUp } from './faulty-server.ts'

/** Short observations, and long patience: the machine may be busy. */
const testLimits: DoctorLimits = {
  ...doctorLimits,
  observeMs: 1_000,
  trialMs: 2_500,
  lateHeadersMs: 10_000,
  lateEventMs: 10_000,
  burstSilenceMs: 10_000,
}

export interface ExamineServerOptions {
  readonly token?: string | null
  readonly limits?: Partial<DoctorLimits>
  readonly network?: Partial<DoctorNetwork>
}

/** What the doctor finds at this server, over Node's network. */
export async function examineServer(
  url: URL,
  { token = null, limits: changes, network }: ExamineServerOptions = {},
  finished: CleanUp = onTestFinished,
): Promise<readonly Finding[]> {
  const limits = { ...testLimits, ...changes }
  const controller = new AbortController()
  finished(() => controller.abort())
  const observation = await examine({
    ...{ url, format: null, token, limits, clock: systemClock, mark: 'test-mark', signal: controller.signal },
    network: { ...nodeDoctorNetwork, ...network },
  })
  return judge(observation, limits)
}

export const codesOf = (findings: readonly Finding[]) => findings.map(({ code }) => code)

/** The codes of what is wrong. */
export function problemsOf(findings: readonly Finding[]): readonly Finding['code'][] {
  return codesOf(findings.filter((finding) => ['warning', 'error'].includes(severityOf(finding))))
}

import type { Log } from '../model/log.ts'
import { isRefused, type ManagedBy } from '../model/policy.ts'

/** Writes to the log where a policy is, and which of its keys are not used. Their values may be private. */
export function logPolicy(managed: ManagedBy | null, log: Pick<Log, 'info' | 'warn'>): void {
  if (managed === null) return
  const { place, problems } = managed
  if (!isRefused(managed)) log.info(`The policy ${place} applies.`)
  for (const { key, kind } of problems) {
    if (key === null) log.warn(`The policy ${place} is not used: ${kind}`)
    else log.warn(`A key of the policy ${place} is not used: ${key} (${kind})`)
  }
}

/** The state of a job. The last three are final: a job never leaves them. */
export type JobState = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled'

export function isFinal(state: JobState): boolean {
  return state === 'succeeded' || state === 'failed' || state === 'cancelled'
}

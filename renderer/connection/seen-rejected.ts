import type { WindowMemory } from '../commands/recent-entries.ts'

const name = 'rejected-seen'

/** How many rejected events there were when the user last looked at the diagnostics. */
export function seenRejected(memory: WindowMemory): number {
  return Number(memory.getItem(name) ?? 0)
}

export function rememberRejected(memory: WindowMemory, count: number): void {
  memory.setItem(name, String(count))
}

import { setTimeout as delay } from 'node:timers/promises'
import { waitForRest } from './compare/contender.ts'
import { filesOf, memoryOf, threadCountOf } from './process-tree.ts'
import type { Quantity } from './report/quantity.ts'

/** What an app occupies at rest, a few times over. */
interface Held {
  readonly memory: readonly number[]
  readonly files: readonly number[]
  readonly threads: readonly number[]
}

const readings = 5
const betweenMs = 2_000

export async function readHeld(pid: number): Promise<Held> {
  await waitForRest(pid)
  const held = { memory: [memoryOf(pid)], files: [filesOf(pid)], threads: [threadCountOf(pid)] }
  while (held.memory.length < readings) {
    await delay(betweenMs)
    held.memory.push(memoryOf(pid))
    held.files.push(filesOf(pid))
    held.threads.push(threadCountOf(pid))
  }
  return held
}

/** Whether it stayed as it was; the bars leave room for garbage that is not collected yet, and for Chromium's pools. */
export function heldQuantities(
  [base, before]: readonly [string, Held],
  [subject, after]: readonly [string, Held],
): readonly Quantity[] {
  const samples = (key: keyof Held) => ({ [base]: before[key], [subject]: after[key] })
  const of = { subject, base } as const
  return [
    { name: 'memory', unit: 'MiB', samples: samples('memory'), ...of, bar: { kind: 'ratio', most: 1.1 } },
    {
      name: 'open files',
      unit: 'count',
      samples: samples('files'),
      ...of,
      bar: { kind: 'difference', most: 10 },
    },
    {
      name: 'threads',
      unit: 'count',
      samples: samples('threads'),
      ...of,
      bar: { kind: 'difference', most: 5 },
    },
  ]
}

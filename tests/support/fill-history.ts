import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { DecodeResult } from '../../electron/model/event.ts'
import { openStore } from '../../electron/store/open-store.ts'

/** Fills the history of a profile as if so many events had come, one every 20 s, the last one just now. All are read. */
export function fillHistory(userDataDir: string, source: string, count: number, event = sampleEvent): void {
  mkdirSync(userDataDir, { recursive: true })
  let now = Date.now() - count * 20_000
  const opened = openStore(join(userDataDir, 'history.db'), {
    now: () => {
      now += 20_000
      return now
    },
  })
  if (opened.kind !== 'open') throw new Error(opened.reason)
  for (let number = 1; number <= count; number += 1) {
    const id = String(number)
    const raw = { type: 'message', data: '{}', eventId: id, lastEventId: id }
    opened.store.apply({ type: 'append-events', source, events: [{ event: raw, decoded: event(number) }] })
  }
  opened.store.apply({ type: 'mark-all-read' })
  // The running app does this in small steps, between everything else.
  for (let done = false; !done; ) {
    const step = opened.store.maintain({ days: 3_650, items: count })
    if (step.kind === 'failed') throw new Error(step.reason)
    done = step.done
  }
  opened.store.close()
}

function sampleEvent(number: number): DecodeResult {
  const long = 'A longer text, which may well need a second line in a narrow window.'
  return {
    kind: 'event',
    event: {
      type: 'notification',
      revision: null,
      id: `n-${number}`,
      title: `News ${number}`,
      message: number % 3 === 0 ? long : 'Short',
      category: number % 2 === 0 ? 'export' : 'billing',
      priority: 'low',
      createdAt: null,
      url: null,
    },
  }
}

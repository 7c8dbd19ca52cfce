import { writeSync } from 'node:fs'
import { openStore } from '../../../electron/store/open-store.ts'

// Appends numbered notifications without end, beginning after the cursor, and prints each number once it is stored.
const [path = '', source = ''] = process.argv.slice(2)
const opened = openStore(path, { now: Date.now })
if (opened.kind !== 'open') throw new Error(opened.reason)

for (let number = Number(opened.store.cursor(source) ?? 0) + 1; ; number += 1) {
  const id = String(number)
  const appended = opened.store.apply({
    type: 'append-events',
    source,
    events: [
      {
        event: { type: 'message', data: '{}', eventId: id, lastEventId: id },
        decoded: {
          kind: 'event',
          event: {
            type: 'notification',
            revision: null,
            id: `n-${id}`,
            message: 'Hello',
            priority: 'normal',
            title: null,
            category: null,
            createdAt: null,
            url: null,
          },
        },
      },
    ],
  })
  if (appended.kind === 'failed') throw new Error(appended.reason)
  writeSync(1, `${id}\n`)
}

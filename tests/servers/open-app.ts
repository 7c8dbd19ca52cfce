import { onTestFinished } from 'vitest'
import { openStore } from '../../electron/store/open-store.ts'
import { impatientLimits, ingestInto } from '../integration/servers/ingest-fixture.ts'
import { waitFor } from '../support/wait-for.ts'

/** Short delays, but no stream is given up for being slow: the machine may be busy. */
export const patientLimits = { ...impatientLimits, connectTimeoutMs: 600_000, idleMs: 600_000 }

/** The part of the app that receives and stores, over Node's network. It can be closed and opened again on its file. */
export function openApp(streamUrl: string, file: string, limits = patientLimits) {
  const opened = openStore(file, { now: Date.now, readOnly: false })
  if (opened.kind !== 'open') throw new Error(`${opened.kind}: ${opened.reason}`)
  const { store } = opened
  onTestFinished(store.close)
  const ingest = ingestInto(store, streamUrl, limits)
  return {
    ...ingest,
    has: (message: string) => waitFor(`"${message}"`, () => ingest.messages().includes(message)),
    close: () => {
      ingest.stop()
      store.close()
    },
  }
}

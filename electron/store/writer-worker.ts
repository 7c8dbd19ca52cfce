import { parentPort, workerData } from 'node:worker_threads'
import type { Clock } from '../model/clock.ts'
import { createFieldCipher } from './field-cipher.ts'
import { startMaintenance } from './maintenance-schedule.ts'
import { openStore } from './open-store.ts'
import { createTrustedTime } from './trusted-time.ts'
import type { WorkerMessage, WorkerRequest, WorkerStart } from './worker-protocol.ts'

// The worker thread that writes the history and maintains its file. It waits for the disk; the main process does not
// wait for it.

const clock: Clock = {
  now: Date.now,
  after: (ms, task) => {
    const timer = setTimeout(task, ms)
    return () => clearTimeout(timer)
  },
}

const start: WorkerStart = workerData
const isTimeTrusted = createTrustedTime(clock.now, () => performance.now())
let cipher = start.key === null ? null : createFieldCipher(start.key)
const opened = openStore(start.file, { now: clock.now, isTimeTrusted, cipher: () => cipher })
if (opened.kind !== 'open') throw new Error(opened.reason)
const { store } = opened
let { retention } = start

const send = (message: WorkerMessage) => parentPort?.postMessage(message)

function reportDamage<Result extends object>(result: Result): Result {
  if ('damaged' in result) send({ kind: 'damaged' })
  return result
}

const maintenance = startMaintenance({
  maintain: () => reportDamage(store.maintain(retention)),
  clock,
  onChanged: () => send({ kind: 'changed', revision: store.revision() }),
  onFailed: (reason) => send({ kind: 'maintenance-failed', reason }),
})

parentPort?.on('message', (request: WorkerRequest) => {
  switch (request.kind) {
    case 'write': {
      const { sequence, change } = request
      try {
        const result = reportDamage(store.apply(change))
        send({ kind: 'response', sequence, result, revision: store.revision() })
      } catch (error) {
        send({ kind: 'threw', sequence, error })
      }
      maintenance.onChange(store.isUrgent())
      return
    }
    case 'set-retention':
      retention = request.retention
      maintenance.onChange()
      return
    case 'set-key':
      cipher = createFieldCipher(request.key)
      return
    case 'close':
      maintenance.stop()
      store.close()
      Atomics.store(start.closed, 0, 1)
      Atomics.notify(start.closed, 0)
      parentPort?.close()
  }
})

import { parentPort, workerData } from 'node:worker_threads'
import { systemClock as clock } from '../platform/system/clock.ts'
import { startTidying } from './maintenance-schedule.ts'
import { openStore, type Store } from './open-store.ts'
import type { ThreadNews, ThreadWish, ThreadWork } from './writer-client.ts'
import { writesOn } from './writes.ts'

// The thread that writes the history and keeps it tidy: it waits for the disk, and nobody waits for it.

const work: ThreadWork = workerData
let { retention } = work

function open() {
  const opened = openStore(work.file, { now: clock.now })
  if (opened.kind !== 'open') throw new Error(opened.reason)
  const { store } = opened
  const tidying = startTidying({
    store: { maintain: (limits) => inspected(store.maintain(limits)) },
    retention: () => retention,
    clock,
    onRemoved: () => tell({ kind: 'changed', revision: store.revision() }),
    onFailed: (reason) => tell({ kind: 'tidying-failed', reason }),
  })
  return { store, writes: writesOn(store), tidying }
}

function tell(news: ThreadNews): void {
  parentPort?.postMessage(news)
}

function inspected<Result extends ReturnType<Store['maintain' | 'append']>>(result: Result): Result {
  if ('damaged' in result) tell({ kind: 'damaged' })
  return result
}

let history = open()

function close(): void {
  history.tidying.stop()
  history.store.close()
}

parentPort?.on('message', (wish: ThreadWish) => {
  switch (wish.kind) {
    case 'write': {
      const { number } = wish
      try {
        const result = inspected(Reflect.apply(history.writes[wish.name], null, wish.values))
        tell({ kind: 'written', number, result, revision: history.store.revision() })
      } catch (error) {
        tell({ kind: 'broken', number, error })
      }
      history.tidying.changed()
      return
    }
    case 'retain':
      retention = wish.retention
      history.tidying.changed()
      return
    case 'release':
      close()
      tell({ kind: 'released' })
      return
    case 'resume':
      history = open()
      return
    case 'end':
      close()
      Atomics.store(work.ended, 0, 1)
      Atomics.notify(work.ended, 0)
      parentPort?.close()
  }
})

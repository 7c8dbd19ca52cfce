import type { Store } from './open-store.ts'
import type { Desk } from './writer.ts'
import { type WriteName, writesOn } from './writes.ts'

/** Writes in this thread, one thing in each turn of its loop: the loop waits for the disk, but never for many writes. */
export function writeHere(store: Store, onWritten: (revision: number) => void): Desk {
  const writes = writesOn(store)
  const waiting: (() => void)[] = []
  const next = () => {
    waiting.shift()?.()
    if (waiting.length > 0) setImmediate(next)
  }

  return {
    ask: (name: WriteName, values: readonly unknown[]) =>
      new Promise((resolve, reject) => {
        waiting.push(() => {
          try {
            const result = Reflect.apply(writes[name], null, values)
            onWritten(store.revision())
            resolve(result)
          } catch (error) {
            reject(error)
          }
        })
        if (waiting.length === 1) setImmediate(next)
      }),
    end: () => {
      for (const write of waiting.splice(0)) write()
    },
  }
}

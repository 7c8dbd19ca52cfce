import type { Store } from '../store/open-store.ts'
import { isDamage } from '../store/store-error.ts'

export interface LastingStore {
  /** Always the one that is current: may be held on to, but what it returns for later may not. */
  readonly store: Store
  readonly replace: (next: Store) => void
  /** Looks whether an error that came late, out of something the store returned, tells of damage. */
  readonly inspect: (error: unknown) => void
}

/**
 * A store that can be replaced while everyone holds it. Tells, once for each store, when its file turns out to be
 * damaged; what was asked for fails then as it would have.
 */
export function lastingStore(first: Store, onDamage: () => void): LastingStore {
  let current = first
  let isTold = false

  const tell = () => {
    if (isTold) return
    isTold = true
    onDamage()
  }
  const inspect = (error: unknown) => {
    if (isDamage(error)) tell()
  }
  const watched: Watch = (work) => {
    try {
      const result = work()
      if (typeof result === 'object' && result !== null && 'damaged' in result) tell()
      return result
    } catch (error) {
      inspect(error)
      throw error
    }
  }

  return {
    store: standIn(() => current, watched),
    inspect,
    replace: (next) => {
      current = next
      isTold = false
    },
  }
}

type Watch = (work: () => unknown) => unknown

/** Stands for whatever `target` returns at the time: its methods, and those of the objects in it. */
function standIn<T extends object>(target: () => T, watched: Watch): T {
  return new Proxy(target(), {
    get: (_, name) => {
      const member = (): unknown => Reflect.get(target(), name)
      const now = member()
      if (typeof now === 'function') {
        return (...values: readonly unknown[]) =>
          watched(() => {
            const method = member()
            return typeof method === 'function' ? Reflect.apply(method, target(), values) : undefined
          })
      }
      if (typeof now !== 'object' || now === null) return now
      return standIn<object>(() => Object(member()), watched)
    },
  })
}

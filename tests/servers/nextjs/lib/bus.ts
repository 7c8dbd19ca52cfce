import type { Bus } from '../../../../resources/backend-kit/bus.ts'
import { createMemoryBus } from '../../../../resources/backend-kit/memory-bus.ts'

interface SharedBus {
  readonly bus: Promise<Bus>
  /** How many streams are subscribed. */
  streams: number
}

declare global {
  var dashboardBus: SharedBus | undefined
}

/** The one bus of this process. Next.js may load a module more than once; the global object is shared. */
export async function bus(): Promise<Bus> {
  const shared = sharedBus()
  const opened = await shared.bus
  return {
    ...opened,
    subscribe: async (...args) => {
      const subscription = await opened.subscribe(...args)
      shared.streams += 1
      return {
        ...subscription,
        unsubscribe: () => {
          subscription.unsubscribe()
          shared.streams -= 1
        },
      }
    },
  }
}

export function openStreams(): number {
  return sharedBus().streams
}

function sharedBus(): SharedBus {
  globalThis.dashboardBus ??= { bus: openBus(), streams: 0 }
  return globalThis.dashboardBus
}

/** `REDIS_URL` or `DATABASE_URL` names a bus that all instances share; without them it is in this process. */
async function openBus(): Promise<Bus> {
  const { REDIS_URL, DATABASE_URL } = process.env
  if (REDIS_URL !== undefined) {
    const { createRedisBus } = await import('./redis-bus.ts')
    return createRedisBus({ url: REDIS_URL })
  }
  if (DATABASE_URL !== undefined) {
    const { createPostgresBus } = await import('./postgres-bus.ts')
    return createPostgresBus({ connectionString: DATABASE_URL })
  }
  return createMemoryBus()
}

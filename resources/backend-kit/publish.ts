import type { Bus } from './bus.ts'
import type { WireEvent } from './events.ts'

/** Larger events are not read by the app. */
const maxEventBytes = 1024 * 1024

/**
 * Publishes an event to a channel. Resolves with its id once it is in the log.
 *
 * @throws RangeError when it is larger than an event may be
 */
export async function publishEvent(bus: Bus, channel: string, event: WireEvent): Promise<string> {
  const data = JSON.stringify(event)
  if (new TextEncoder().encode(data).length > maxEventBytes) {
    throw new RangeError(`The event is larger than ${maxEventBytes} bytes.`)
  }
  return bus.publish(channel, data)
}

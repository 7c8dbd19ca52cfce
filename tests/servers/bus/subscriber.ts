import type { Bus, LoggedEvent } from '../../../resources/backend-kit/bus.ts'
import { waitFor } from '../../support/wait-for.ts'

/** Subscribes and collects what comes. */
export async function listen(bus: Bus, channel: string, afterId: string | null = null) {
  const received: LoggedEvent[] = []
  const gaps = { count: 0 }
  const subscription = await bus.subscribe(
    channel,
    afterId,
    (event) => received.push(event),
    () => {
      gaps.count += 1
    },
  )
  const texts = () => received.map(({ data }) => data)
  return {
    ...subscription,
    texts,
    ids: () => received.map(({ id }) => id),
    gaps: () => gaps.count,
    has: (text: string) => waitFor(`"${text}"`, () => texts().includes(text)),
  }
}

export const numbered = (count: number, from = 1) =>
  Array.from({ length: count }, (_, index) => `event ${index + from}`)

/** Publishes one after the other. Resolves with the ids. */
export async function publishAll(bus: Bus, channel: string, texts: readonly string[]) {
  const ids: string[] = []
  for (const text of texts) ids.push(await bus.publish(channel, text))
  return ids
}

/** Tries until the bus has taken it. An attempt whose outcome is unknown may have been taken as well. */
export function publishAtLast(bus: Bus, channel: string, text: string): Promise<string> {
  return waitFor(`"${text}" to be published`, () => bus.publish(channel, text))
}

import { setTimeout as delay } from 'node:timers/promises'

export interface TrafficOptions {
  /** The address of the server, without a slash at the end. */
  readonly url: string
  readonly token: string
  readonly random: () => number
  readonly pauseMs: number
  /** Now and then nothing is sent for so long: notifications come once it is quiet for a moment. */
  readonly lullMs: number
}

/**
 * Makes the server send one event after the other: notifications with and without ids, and exports with all their
 * progress. While the server is down nothing is sent. Returns a function that stops it.
 */
export function startTraffic({ url, token, random, pauseMs, lullMs }: TrafficOptions): () => Promise<void> {
  let stopped = false
  let number = 0

  const post = async (path: string, body: unknown): Promise<void> => {
    const response = await fetch(`${url}/api/${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    })
    await response.arrayBuffer()
    if (!response.ok) throw new Error(`The server refused ${path}: ${response.status}`)
  }
  const sendOne = (): Promise<void> => {
    number += 1
    const kind = random()
    if (kind < 0.1) return post('exports', { title: `Export ${number}`, rows: 400, rowsPerSecond: 800 })
    if (kind < 0.2) return post('notifications', { message: `Plain ${number}` })
    return post('notifications', {
      message: `Message ${number}`,
      title: `Title ${number}`,
      category: 'torture',
    })
  }

  const run = async () => {
    while (!stopped) {
      try {
        await sendOne()
      } catch (error) {
        // Only the failure to reach it is expected.
        if (!(error instanceof TypeError)) throw error
      }
      await delay(random() < 0.04 ? lullMs : pauseMs)
    }
  }
  const running = run()
  return async () => {
    stopped = true
    await running
  }
}

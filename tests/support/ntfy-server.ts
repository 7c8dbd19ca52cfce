import { startStreamServer } from './stream-server.ts'

interface NtfyMessage {
  readonly id: string
  readonly time: number
  readonly expires?: number
  readonly event: string
  readonly topic: string
}

const topic = 'exports'

/** Behaves as https://docs.ntfy.sh/subscribe/api/ says, with a clock that counts events. */
export async function startNtfy() {
  let time = 1_764_150_000
  let cache: NtfyMessage[] = []
  const tick = () => {
    time += 1
    return time
  }
  const lines = (message: NtfyMessage) => {
    const name = message.event === 'message' ? '' : `event: ${message.event}\n`
    return `${name}data: ${JSON.stringify(message)}\n\n`
  }
  const missed = (since: string | null): readonly NtfyMessage[] => {
    if (since === null) return []
    if (/^\d{10}$/.test(since)) return cache.filter((message) => message.time >= Number(since))
    // An id that is not in the cache: everything that is.
    return cache.slice(cache.findIndex(({ id }) => id === since) + 1)
  }
  const server = await startStreamServer(({ url }, response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8' })
    response.write(lines({ id: 'open', time: tick(), event: 'open', topic }))
    for (const message of missed(url.searchParams.get('since'))) response.write(lines(message))
  })
  const publish = (fields: object, isKept = true) => {
    const at = tick()
    const id = `id${at}`
    const expires = isKept ? { expires: at + 43_200 } : {}
    const message = { id, time: at, ...expires, event: 'message', topic, ...fields }
    if (isKept) cache.push(message)
    server.send(lines(message))
    return message
  }
  return {
    ...server,
    address: `${server.origin}/${topic}/sse`,
    publish,
    keepalive: () => server.send(lines({ id: 'alive', time: tick(), event: 'keepalive', topic })),
    /** Deletes all but so many of the last messages, as after `cache-duration`. */
    expireAllBut: (count: number) => {
      cache = count === 0 ? [] : cache.slice(-count)
    },
  }
}

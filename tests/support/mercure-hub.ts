import { startStreamServer } from './stream-server.ts'

interface Update {
  readonly id: string
  readonly text: string
}

/**
 * Behaves as https://mercure.rocks/spec says.
 *
 * @param options.confirms the header that names where the hub goes on; older hubs have another one
 * @param options.jwt without it, the response is 401; null: none is needed
 */
export async function startMercureHub({
  confirms = 'Mercure-Last-Event-ID',
  jwt = null,
}: {
  readonly confirms?: string
  readonly jwt?: string | null
} = {}) {
  let log: Update[] = []
  let count = 0
  const server = await startStreamServer(({ url, headers }, response) => {
    if (jwt !== null && headers.authorization !== `Bearer ${jwt}`) {
      response.writeHead(401).end()
      return
    }
    const asked =
      headers['last-event-id'] ??
      url.searchParams.get('last_event_id') ??
      url.searchParams.get('lastEventID') ??
      null
    const at = log.findIndex(({ id }) => id === asked)
    const confirmed = at === -1 ? 'earliest' : asked
    response.writeHead(200, {
      'Content-Type': 'text/event-stream',
      ...(typeof asked === 'string' && typeof confirmed === 'string' ? { [confirms]: confirmed } : {}),
    })
    response.write(':\n')
    if (asked !== null) for (const { text } of log.slice(at + 1)) response.write(text)
  })
  return {
    ...server,
    address: `${server.origin}/.well-known/mercure?match=${encodeURIComponent('https://example.com/users/42')}`,
    publish: (data: string, type?: string) => {
      count += 1
      const id = `urn:uuid:5e94c686-2c0b-4f9b-958c-${String(count).padStart(12, '0')}`
      const event = type === undefined ? '' : `event: ${type}\n`
      const lines = data.split('\n').map((line) => `data: ${line}\n`)
      const text = `${event}id: ${id}\n${lines.join('')}\n`
      log.push({ id, text })
      server.send(text)
      return id
    },
    /** The hub keeps only so many of the last updates. */
    expireAllBut: (kept: number) => {
      log = kept === 0 ? [] : log.slice(-kept)
    },
  }
}

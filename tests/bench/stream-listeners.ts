import { connect, type Socket } from 'node:net'
import { waitFor } from '../support/wait-for.ts'

/** Many open streams to one server, each a plain socket, so that the measuring takes little of the processor. */
export interface StreamListeners {
  /** Milliseconds from `sentAt` in each event that came to its arrival. Empties the list. */
  readonly takeLatencies: () => readonly number[]
  readonly received: () => number
  readonly close: () => Promise<void>
}

const openedAtOnce = 200

/** Opens the streams; resolves when the server has answered each with its greeting. */
export async function openStreams(
  port: number,
  count: number,
  channelOf: (listener: number) => string,
): Promise<StreamListeners> {
  const sockets: Socket[] = []
  let latencies: number[] = []
  let received = 0
  let greeted = 0
  let failure: Error | null = null

  function open(channel: string): void {
    const socket = connect(port, '127.0.0.1')
    sockets.push(socket)
    socket.setNoDelay(true).setEncoding('latin1')
    socket.write(
      `GET /stream?channel=${channel} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n\r\n`,
    )
    let rest = ''
    socket.on('data', (chunk: string) => {
      const lines = (rest + chunk).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        if (!line.startsWith('data: ')) continue
        const sentAt = /"sentAt":([\d.]+)/.exec(line)?.[1]
        if (sentAt === undefined) {
          greeted += 1
          continue
        }
        received += 1
        latencies.push(performance.now() - Number(sentAt))
      }
    })
    socket.on('error', (error) => {
      failure ??= error
    })
  }

  for (let opened = 0; opened < count; opened += openedAtOnce) {
    const last = Math.min(count, opened + openedAtOnce)
    for (let listener = opened; listener < last; listener += 1) open(channelOf(listener))
    await waitFor(`${last} greetings`, () => failure !== null || greeted >= last, { intervalMs: 2 })
    if (failure !== null) throw failure
  }
  return {
    received: () => received,
    takeLatencies: () => {
      const taken = latencies
      latencies = []
      return taken
    },
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await waitFor('the sockets to close', () => sockets.every(({ closed }) => closed))
    },
  }
}

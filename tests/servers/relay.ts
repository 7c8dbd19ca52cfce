import { connect, createServer, type Server, type Socket } from 'node:net'

/** The network between the app and a server, which can be cut while the server runs on. */
export interface Relay {
  /** Stays the same for as long as the relay lives. */
  readonly port: number
  /** Cuts all connections; new ones are possible at once. */
  readonly cut: () => void
  /** Cuts all connections and refuses new ones. */
  readonly close: () => Promise<void>
  readonly reopen: () => Promise<void>
}

/** Passes on all connections to a port of this computer. */
export async function startRelay(targetPort: number): Promise<Relay> {
  const open = new Set<() => void>()
  const server = createServer((client) => {
    // Accepted before `close`, reported after it.
    if (!server.listening) {
      client.destroy()
      return
    }
    const target = connect(targetPort, '127.0.0.1')
    const cut = () => {
      client.destroy()
      target.destroy()
      open.delete(cut)
    }
    open.add(cut)
    join(client, target, cut)
    join(target, client, cut)
  })
  const port = await listen(server, 0)
  const cutAll = () => {
    for (const cut of [...open]) cut()
  }
  return {
    port,
    cut: cutAll,
    close: () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      cutAll()
      return closed
    },
    reopen: async () => {
      await listen(server, port)
    },
  }
}

function join(from: Socket, to: Socket, cut: () => void): void {
  from.pipe(to)
  // An ordinary end is passed on by `pipe`; a broken connection would leave the other half open.
  from.once('error', cut)
  from.once('close', (hadError) => {
    if (hadError) cut()
    else to.end()
  })
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
}

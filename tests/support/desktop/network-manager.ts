import { connectBus } from './bus-client.ts'

/** A stand-in for NetworkManager, or for another service that says what connection it is. */
export interface NetworkService {
  /** How often it was asked. */
  readonly queries: () => number
  readonly stop: () => void
}

const networkManager = 'org.freedesktop.NetworkManager'

/**
 * Says on the system bus with this address whether the connection is metered, as NetworkManager does.
 *
 * @param metered NMMetered: 0 is "unknown", 1 "yes", 2 "no", 3 and 4 are guesses
 */
export async function startNetworkManager(address: string, metered: number): Promise<NetworkService> {
  return serve(address, networkManager, 'v', [['u', metered]])
}

/** Says the same on the session bus, as the desktop's portal does. */
export async function startNetworkPortal(address: string, isMetered: boolean): Promise<NetworkService> {
  return serve(address, 'org.freedesktop.portal.Desktop', 'b', [isMetered])
}

async function serve(address: string, name: string, signature: string, answer: readonly unknown[]) {
  const client = await connectBus(address)
  let queries = 0
  client.serve((call) => {
    queries += 1
    client.reply(call, signature, answer)
  })
  await client.own(name)
  return { queries: () => queries, stop: client.close }
}

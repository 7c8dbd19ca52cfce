import { net, type Session, session } from 'electron'
import type { ProxyAttempt } from '../../proxies/proxy-logins.ts'
import { createDoctorNetwork } from './doctor-network.ts'
import { networkAddresses } from './network-addresses.ts'
import { createNetworkFetch, type NetworkFetch } from './network-fetch.ts'

export interface NetworkOptions {
  /** Begins the way of a request past the proxies. */
  readonly beginAttempt: () => ProxyAttempt
  /** Requests for which this is the same share their connections; null, and the default: those of all others. */
  readonly connectionsFor?: (url: string) => string | null
  /** What knows better why a request has failed. */
  readonly guard?: (fetch: NetworkFetch) => NetworkFetch
}

/** The network of this computer. */
export function createNetwork({
  beginAttempt,
  connectionsFor = () => null,
  guard = (fetch) => fetch,
}: NetworkOptions) {
  const used = new Set<Session>()
  const sessionFor = (url: string) => {
    const name = connectionsFor(url)
    // Without `persist:` it is in memory only.
    const found = name === null ? session.defaultSession : session.fromPartition(name)
    used.add(found)
    return found
  }
  const fetch = guard(createNetworkFetch(beginAttempt, sessionFor))
  return {
    fetch,
    isOnline: () => net.isOnline(),
    addresses: () => networkAddresses(),
    doctor: createDoctorNetwork(fetch),
    /** Chromium keeps the logins that proxies have accepted: this ends that, and with it every connection. */
    forgetLogins: async (): Promise<void> => {
      await Promise.all([...used].map((one) => one.clearAuthCache()))
    },
  }
}

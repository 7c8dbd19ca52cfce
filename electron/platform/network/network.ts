import { net, session } from 'electron'
import type { ProxyAttempt } from '../../proxies/proxy-logins.ts'
import { createDoctorNetwork } from './doctor-network.ts'
import { networkAddresses } from './network-addresses.ts'
import { createNetworkFetch } from './network-fetch.ts'

/** The network of this computer. @param beginAttempt see `createNetworkFetch` */
export function createNetwork(beginAttempt: () => ProxyAttempt) {
  const fetch = createNetworkFetch(beginAttempt)
  return {
    fetch,
    isOnline: () => net.isOnline(),
    addresses: () => networkAddresses(),
    doctor: createDoctorNetwork(fetch),
  }
}

/** Chromium keeps the logins that proxies have accepted until the app quits: this ends that, and every connection. */
export async function forgetNetworkLogins(): Promise<void> {
  await session.defaultSession.clearAuthCache()
}

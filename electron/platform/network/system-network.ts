import { net } from 'electron'
import { networkAddresses } from './network-addresses.ts'
import { networkFetch } from './network-fetch.ts'

/** The real network of this computer. */
export const systemNetwork = {
  fetch: networkFetch,
  isOnline: () => net.isOnline(),
  addresses: () => networkAddresses(),
}

import { net } from 'electron'
import { networkAddresses } from './network-addresses.ts'
import { networkFetch } from './network-fetch.ts'

/** The network as this computer has it. */
export const systemNetwork = {
  fetch: networkFetch,
  isOnline: () => net.isOnline(),
  addresses: () => networkAddresses(),
}

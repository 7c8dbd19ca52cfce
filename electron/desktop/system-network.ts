import { net } from 'electron'
import { networkFetch } from './network.ts'
import { networkAddresses } from './network-addresses.ts'

/** The network as this computer has it. */
export const systemNetwork = {
  fetch: networkFetch,
  isOnline: () => net.isOnline(),
  addresses: () => networkAddresses(),
}

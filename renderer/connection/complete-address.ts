import { isLoopback } from '../../electron/model/safe-url.ts'

/**
 * The address with the scheme that was left out: `https:`, or `http:` for this computer. As it is where it has one, or
 * where that makes no address.
 */
export function completeAddress(typed: string): string {
  const address = typed.trim()
  if (/^https?:|:\/\/|[\s@]/i.test(address) || !/^[\p{Letter}\d[]/u.test(address)) return address
  const local = `http://${address}`
  if (!URL.canParse(local)) return address
  return isLoopback(new URL(local)) ? local : `https://${address}`
}

import type { DoctorNetwork } from './doctor-network.ts'
import type { RouteObservation } from './observation.ts'

export interface RouteOptions {
  readonly url: URL
  readonly network: DoctorNetwork
  readonly signal: AbortSignal
  /** Resolves to null when the work fails or takes too long. */
  readonly within: <T>(work: Promise<T>) => Promise<T | null>
}

/** Finds out how requests reach the server, before one is made. */
export async function examineRoute({
  url,
  network,
  signal,
  within,
}: RouteOptions): Promise<RouteObservation> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const [proxy, hasAddress] = await Promise.all([
    within(network.findProxy(url.href)),
    within(network.hasAddress(host)),
  ])
  const isDirectTls = proxy === null && url.protocol === 'https:' && hasAddress === true
  const port = url.port === '' ? 443 : Number(url.port)
  const tls = isDirectTls ? await within(network.inspectTls(host, port, signal)) : null
  return { proxy, hasAddress, tls }
}

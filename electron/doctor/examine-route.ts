import type { RouteObservation } from './observation.ts'
import type { Visitor, VisitorOptions } from './visitor.ts'

/** Finds out how requests reach the server, before one is made. */
export async function examineRoute(
  { url, network, signal }: VisitorOptions,
  { within }: Visitor,
): Promise<RouteObservation> {
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

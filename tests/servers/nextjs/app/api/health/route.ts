import { openStreams } from '../../../lib/bus.ts'

export const dynamic = 'force-dynamic'

/** For load balancers and monitoring. */
export function GET(): Response {
  return Response.json({ streams: openStreams() })
}

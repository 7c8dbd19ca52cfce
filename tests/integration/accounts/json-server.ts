import { createServer } from 'node:http'
import { afterTest } from './account-fixture.ts'

export interface JsonAnswer {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  /** A string is sent as it is, anything else as JSON. */
  readonly body?: unknown
}

export interface JsonServer {
  readonly origin: string
  /** The paths that were asked for, with their queries. */
  readonly requests: readonly string[]
}

/** A server that answers everything by this function; null: it never answers. It is stopped after the test. */
export async function jsonServer(
  answer: (path: string, origin: string) => JsonAnswer | null,
): Promise<JsonServer> {
  const requests: string[] = []
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    requests.push(path)
    const given = answer(path, origin)
    if (given === null) return
    const { status = 200, headers = {}, body = '' } = given
    const isText = typeof body === 'string'
    response.writeHead(status, { 'Content-Type': isText ? 'text/html' : 'application/json', ...headers })
    response.end(isText ? body : JSON.stringify(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const origin = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
  afterTest(() => {
    server.closeAllConnections()
    server.close()
  })
  return { origin, requests }
}

export const metadataPath = '/.well-known/oauth-protected-resource'

/** A server of notifications at `/stream` with this metadata. */
export function resourceServer(metadata: (origin: string) => unknown): Promise<JsonServer> {
  return jsonServer((path, origin) => {
    if (path.startsWith(metadataPath)) return { body: metadata(origin) }
    const challenge = `Bearer resource_metadata="${origin}${metadataPath}"`
    return { status: 401, headers: { 'WWW-Authenticate': challenge } }
  })
}

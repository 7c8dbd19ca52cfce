import { readFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { PrivateAuthority } from './certificates.ts'

export interface CertificateServer {
  readonly url: string
  /** How many requests have come, each with a certificate of the authority. */
  readonly requests: () => number
  readonly stop: () => void
}

/** A server of events that asks every client for a certificate of the authority. */
export async function startCertificateServer(
  { authority, server: own }: PrivateAuthority,
  version: 'TLSv1.2' | 'TLSv1.3',
): Promise<CertificateServer> {
  let requests = 0
  const tls = {
    key: readFileSync(own.key),
    cert: readFileSync(own.certificate),
    ca: readFileSync(authority.certificate),
  }
  const server = createServer(
    { ...tls, requestCert: true, rejectUnauthorized: true, minVersion: version, maxVersion: version },
    (_request, response) => {
      requests += 1
      response.writeHead(200, { 'Content-Type': 'text/event-stream' })
      response.write('data: {"type":"connected"}\n\n')
    },
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `https://127.0.0.1:${port}/events`,
    requests: () => requests,
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

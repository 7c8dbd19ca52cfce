import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { type RequestOptions, request } from 'node:https'
import { Readable } from 'node:stream'
import type { FetchInit } from '../../electron/feed/http-client.ts'
import type { OfferedCertificate } from '../../electron/model/client-certificate.ts'
import type { Certificate, PrivateAuthority } from './certificates.ts'

/** As the system tells of a certificate. */
export function offered({ certificate }: Certificate): OfferedCertificate {
  const read = new X509Certificate(readFileSync(certificate))
  return {
    fingerprint: read.fingerprint256,
    label: /CN=(.*)/.exec(read.subject)?.[1] ?? '',
    issuer: /CN=(.*)/.exec(read.issuer)?.[1] ?? '',
    validFrom: Date.parse(read.validFrom),
    validUntil: Date.parse(read.validTo),
  }
}

/**
 * `fetch` over Node's TLS. It sends the certificate that is selected, asked for each connection with those of the
 * computer, as Electron does from version 44 on.
 */
export function certificateFetch(
  { authority }: PrivateAuthority,
  computer: readonly Certificate[],
  select: (origin: string, certificates: readonly OfferedCertificate[]) => string | null,
) {
  return (url: string, { headers, signal }: Pick<FetchInit, 'headers' | 'signal'>): Promise<Response> =>
    new Promise((resolve, reject) => {
      const fingerprint = select(new URL(url).origin, computer.map(offered))
      const chosen = computer.find((one) => offered(one).fingerprint === fingerprint)
      const options: RequestOptions = {
        ...{ headers, signal, agent: false, ca: readFileSync(authority.certificate) },
        ...(chosen !== undefined && {
          cert: readFileSync(chosen.certificate),
          key: readFileSync(chosen.key),
        }),
      }
      const sent = request(url, options, (message) => {
        const body = Readable.toWeb(message) as ReadableStream<Uint8Array>
        const { 'content-type': type = '' } = message.headers
        resolve(new Response(body, { status: message.statusCode ?? 0, headers: { 'content-type': type } }))
      })
      sent.on('error', reject)
      sent.end()
    })
}

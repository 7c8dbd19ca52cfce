import { isIP } from 'node:net'
import { connect } from 'node:tls'
import type { TlsFacts } from '../../doctor/doctor-network.ts'

/** Whether the certificate is trusted is for Chromium to say: this only looks at it, and sends nothing. */
export function inspectTls(host: string, port: number, signal: AbortSignal): Promise<TlsFacts | null> {
  return new Promise((resolve) => {
    const name = isIP(host) === 0 ? { servername: host } : {}
    const socket = connect({
      ...{ host, port, ...name, ALPNProtocols: ['h2', 'http/1.1'], rejectUnauthorized: false },
    })
    const finish = (facts: TlsFacts | null) => {
      signal.removeEventListener('abort', giveUp)
      socket.destroy()
      resolve(facts)
    }
    const giveUp = () => finish(null)
    signal.addEventListener('abort', giveUp)
    socket.setTimeout(timeoutMs, giveUp)
    socket.on('error', giveUp)
    socket.on('secureConnect', () => {
      const expiresAt = Date.parse(socket.getPeerCertificate().valid_to)
      finish({
        alpn: socket.alpnProtocol || null,
        expiresAt: Number.isNaN(expiresAt) ? null : expiresAt,
      })
    })
  })
}

const timeoutMs = 5_000

import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Paths of PEM files. */
export interface Certificate {
  readonly certificate: string
  readonly key: string
}

/** A company's own certificate authority, and what it made for the server at 127.0.0.1. */
export interface PrivateAuthority {
  readonly authority: Certificate
  readonly server: Certificate
  /** A certificate by which servers know a user. */
  readonly issueClient: (name: string, days?: number) => Certificate
  /** Withdraws a certificate. Returns the path of the list of all that are withdrawn. */
  readonly revoke: (client: Certificate) => string
  readonly remove: () => void
}

export function makePrivateAuthority(name = 'Example Private CA'): PrivateAuthority {
  const folder = mkdtempSync(join(tmpdir(), 'tidings-certificates-'))
  const file = (name: string) => join(folder, name)
  const openssl = (...args: readonly string[]) => execFileSync('openssl', args, { stdio: 'ignore' })
  const fresh = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
  openssl(
    ...['req', '-x509', ...fresh, '-subj', `/CN=${name}`, '-days', '30'],
    ...['-keyout', file('authority.key'), '-out', file('authority.crt')],
  )
  openssl(
    ...['req', ...fresh, '-subj', '/CN=127.0.0.1', '-keyout', file('server.key')],
    ...['-out', file('server.csr')],
  )
  writeFileSync(file('names'), 'subjectAltName=IP:127.0.0.1,DNS:localhost\n')
  openssl(
    ...['x509', '-req', '-in', file('server.csr'), '-days', '20', '-extfile', file('names')],
    ...['-CA', file('authority.crt'), '-CAkey', file('authority.key'), '-CAcreateserial'],
    ...['-out', file('server.crt')],
  )
  let issued = 0
  const issueClient = (name: string, days = 20): Certificate => {
    issued += 1
    const client = { certificate: file(`client-${issued}.crt`), key: file(`client-${issued}.key`) }
    openssl(
      ...['req', ...fresh, '-subj', `/O=Example Ltd/CN=${name}`, '-keyout', client.key],
      ...['-out', file('client.csr')],
    )
    openssl(
      ...['x509', '-req', '-in', file('client.csr'), '-days', String(days), '-CAcreateserial'],
      ...['-CA', file('authority.crt'), '-CAkey', file('authority.key'), '-out', client.certificate],
    )
    return client
  }
  const revoke = ({ certificate }: Certificate): string => {
    const config = file('revocation.cnf')
    const settings = [`database=${file('revoked')}`, 'default_md=sha256', 'default_crl_days=30']
    writeFileSync(config, `[ca]\ndefault_ca=own\n[own]\n${settings.join('\n')}\n`)
    writeFileSync(file('revoked'), '', { flag: 'a' })
    const authority = ['-config', config, '-cert', file('authority.crt'), '-keyfile', file('authority.key')]
    openssl('ca', ...authority, '-revoke', certificate)
    openssl('ca', ...authority, '-gencrl', '-out', file('revoked.crl'))
    return file('revoked.crl')
  }
  return {
    authority: { certificate: file('authority.crt'), key: file('authority.key') },
    server: { certificate: file('server.crt'), key: file('server.key') },
    issueClient,
    revoke,
    remove: () => rmSync(folder, { recursive: true }),
  }
}

/** Adds the authority to the user's store, which Chromium reads on Linux; to be called before the app starts. */
export function trustAuthority(home: string, { certificate }: Certificate): void {
  const store = join(home, '.pki/nssdb')
  mkdirSync(store, { recursive: true, mode: 0o700 })
  const args = ['-d', `sql:${store}`, '-A', '-t', 'C,,', '-n', 'Example Private CA', '-i', certificate]
  execFileSync('certutil', args, { stdio: 'ignore', timeout: 20_000 })
}

import { makePrivateAuthority, type PrivateAuthority, trustAuthority } from '../support/certificates.ts'
import { missingPrograms } from '../support/network-programs.ts'
import { type Nginx, recommendedSettings, startNginx } from '../support/nginx.ts'
import { waitFor } from '../support/wait-for.ts'
import { expect, test } from './fixtures.ts'

const missing = await missingPrograms(['nginx', 'openssl', 'certutil'])
test.skip(missing !== null, missing ?? '')

interface Secured {
  readonly nginx: Nginx
  readonly authority: PrivateAuthority
  readonly streamUrl: string
}

/** nginx with TLS and HTTP/2, whose certificate a private authority made. */
async function withNginx(backendPort: number, task: (secured: Secured) => Promise<void>): Promise<void> {
  const authority = makePrivateAuthority()
  const nginx = await startNginx({
    backendPort,
    settings: recommendedSettings,
    certificate: authority.server,
  })
  try {
    await task({ nginx, authority, streamUrl: `${nginx.origin}/api/notifications` })
  } finally {
    await nginx.stop()
    authority.remove()
  }
}

test('over TLS and HTTP/2, with an authority that this computer trusts, notifications arrive', async ({
  fixtures,
}) => {
  const backend = await fixtures.startBackend()
  await withNginx(backend.port, async ({ nginx, authority, streamUrl }) => {
    trustAuthority(fixtures.place.env.HOME ?? '', authority.authority)
    const tidings = await fixtures.launch('--server', streamUrl, '--hidden')
    await fixtures.cli.waitForConnection('open')
    await backend.publish({ type: 'notification', id: 'n-1', message: 'Over HTTP/2' })
    await fixtures.desktop.notifications.waitFor(({ body }) => body === 'Over HTTP/2')
    await tidings.quit()
    await waitFor('the request in the log', () => nginx.protocols().length > 0)
    expect(nginx.protocols()).toEqual(['HTTP/2.0'])
  })
})

test('a certificate that this computer does not trust is explained, never passed over; trusted, it connects', async ({
  fixtures,
}) => {
  const backend = await fixtures.startBackend()
  await withNginx(backend.port, async ({ nginx, authority, streamUrl }) => {
    const first = await fixtures.launch('--server', streamUrl)
    const status = await fixtures.cli.waitForConnection('waiting')
    expect(status.lastError).toMatch(/certificate isn’t trusted on this computer .*issuer/)
    const page = await first.page()
    await page
      .getByText(/certificate isn’t trusted on this computer/)
      .first()
      .waitFor()
    // The token never left.
    expect(nginx.protocols()).toEqual([])
    expect(backend.clients()).toBe(0)
    await first.quit()

    trustAuthority(fixtures.place.env.HOME ?? '', authority.authority)
    await fixtures.launch('--server', streamUrl, '--hidden')
    await fixtures.cli.waitForConnection('open')
  })
})

test('--doctor looks at certificate and HTTP version as the app meets them', async ({ fixtures }) => {
  const backend = await fixtures.startBackend({ offersTestEvent: true, heartbeatMs: 500 })
  await withNginx(backend.port, async ({ authority, streamUrl }) => {
    const examine = async () => {
      const { output } = await fixtures.cli.run('--doctor', streamUrl, '--json', '--seconds', '3')
      const { findings }: { readonly findings: readonly { readonly code: string }[] } = JSON.parse(output)
      return findings.map(({ code }) => code)
    }
    expect(await examine()).toEqual(['name-ok', 'no-proxy', 'certificate-untrusted'])
    expect(backend.clients()).toBe(0)
    trustAuthority(fixtures.place.env.HOME ?? '', authority.authority)
    expect(await examine()).toEqual([
      ...['name-ok', 'no-proxy', 'encryption-ok', 'response-ok', 'headers-ok', 'http2-ok', 'delivery-ok'],
      ...[
        'heartbeat-ok',
        'events-ok',
        'ids-ok',
        'replay-ok',
        'stays-open',
        'wrong-token-ok',
        'receipts-not-wanted',
      ],
    ])
  })
})

import { makePrivateAuthority, type PrivateAuthority, trustAuthority } from '../support/certificates.ts'
import { expectField } from '../support/main-scenario.ts'
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

test('over TLS and HTTP/2, with an authority that this computer trusts, news arrives', async ({ stage }) => {
  const backend = await stage.backend()
  await withNginx(backend.port, async ({ nginx, authority, streamUrl }) => {
    trustAuthority(stage.place.env.HOME ?? '', authority.authority)
    const tidings = await stage.launch('--server', streamUrl, '--hidden')
    await waitFor('the connection', async () => expectField(await stage.cli.status(), 'connection', 'open'))
    await backend.publish({ type: 'notification', id: 'n-1', message: 'Over HTTP/2' })
    await stage.desktop.notifications.waitFor(({ body }) => body === 'Over HTTP/2')
    await tidings.quit()
    await waitFor('the request in the log', () => nginx.protocols().length > 0)
    expect(nginx.protocols()).toEqual(['HTTP/2.0'])
  })
})

test('a certificate that this computer does not trust is explained, never passed over; trusted, it connects', async ({
  stage,
}) => {
  const backend = await stage.backend()
  await withNginx(backend.port, async ({ nginx, authority, streamUrl }) => {
    const first = await stage.launch('--server', streamUrl)
    const status = await waitFor('the reason', async () => {
      const seen = await stage.cli.status()
      return expectField(seen, 'connection', 'waiting') && seen
    })
    expect(status.lastError).toMatch(/certificate is not trusted on this computer .*issuer/)
    const page = await first.page()
    await page
      .getByText(/certificate is not trusted on this computer/)
      .first()
      .waitFor()
    // The token never left.
    expect(nginx.protocols()).toEqual([])
    expect(backend.clients()).toBe(0)
    await first.quit()

    trustAuthority(stage.place.env.HOME ?? '', authority.authority)
    await stage.launch('--server', streamUrl, '--hidden')
    await waitFor('the connection', async () => expectField(await stage.cli.status(), 'connection', 'open'))
  })
})

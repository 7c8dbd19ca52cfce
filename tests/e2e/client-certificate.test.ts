import { startCertificateServer } from '../support/certificate-server.ts'
import { makePrivateAuthority, trustAuthority } from '../support/certificates.ts'
import { missingPrograms } from '../support/network-programs.ts'
import { expect, test } from './fixtures.ts'

// The Electron that these tests run on can't send a certificate that the app has chosen; from version 44 on it can.

const missing = await missingPrograms(['openssl', 'certutil'])
test.skip(missing !== null, missing ?? '')

for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
  test(`a server that demands a certificate is explained, over ${version}`, async ({ fixtures }) => {
    const authority = makePrivateAuthority()
    trustAuthority(fixtures.place.env.HOME ?? '', authority.authority)
    const server = await startCertificateServer(authority, version)
    try {
      const tidings = await fixtures.launch('--server', server.url)
      const status = await fixtures.cli.waitForConnection('waiting')
      expect(status.lastError).toMatch(/client certificate, which this version of Tidings can’t send/)
      const page = await tidings.page()
      await page
        .getByText(/which this version of Tidings can’t send/)
        .first()
        .waitFor()
      await expect(page.getByRole('button', { name: 'Choose certificate…' })).toHaveCount(0)
      expect(server.requests()).toBe(0)

      const { output } = await fixtures.cli.run('--doctor', server.url)
      expect(output).toMatch(/which this version of Tidings can’t send/)
      expect(output).not.toMatch(/Choose the certificate/)
    } finally {
      server.stop()
      authority.remove()
    }
  })
}

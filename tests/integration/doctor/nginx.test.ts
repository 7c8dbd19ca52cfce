import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { inspectTls } from '../../../electron/platform/network/inspect-tls.ts'
import { startBackend } from '../../backend/server.ts'
import { makePrivateAuthority } from '../../support/certificates.ts'
import { missingPrograms } from '../../support/network-programs.ts'
import { recommendedSettings, startNginx } from '../../support/nginx.ts'
import { codesOf, examineServer, problemsOf } from './examine-server.ts'

const missing = await missingPrograms(['nginx'])
if (missing !== null) console.log(`Skipped the doctor behind nginx: ${missing}`)

async function behindNginx(settings: readonly string[]) {
  const backend = await startBackend({ port: 0, heartbeatMs: 200, offersTestEvent: true })
  onTestFinished(() => backend.stop())
  const nginx = await startNginx({ backendPort: backend.port, settings })
  onTestFinished(nginx.stop)
  return new URL(`${nginx.origin}/api/notifications`)
}

describe.skipIf(missing !== null)('behind nginx', () => {
  test.each([
    ['as it comes', []],
    ['set as recommended', recommendedSettings],
  ])('%s, a good backend is fit', async (_, settings) => {
    const findings = await examineServer(await behindNginx(settings))
    expect(problemsOf(findings)).toEqual([])
    expect(codesOf(findings)).toEqual(expect.arrayContaining(['delivery-ok', 'replay-ok']))
  })

  test('that buffers all the same, no answer begins', async () => {
    const url = await behindNginx(['proxy_ignore_headers X-Accel-Buffering;'])
    const findings = await examineServer(url, { limits: { observeMs: 1_500 } })
    expect(problemsOf(findings)).toEqual(['no-answer'])
  })

  test('that ends quiet connections, the stream breaks', async () => {
    const backend = await startBackend({ port: 0, dialect: 'simple' })
    onTestFinished(() => backend.stop())
    const nginx = await startNginx({ backendPort: backend.port, settings: ['proxy_read_timeout 1s;'] })
    onTestFinished(nginx.stop)
    const url = new URL(`${nginx.origin}/api/notifications`)
    const findings = await examineServer(url, { limits: { observeMs: 4_000 } })
    expect(problemsOf(findings)).toEqual(['ends-early'])
  })

  test('a handshake tells whether there is HTTP/2, and when the certificate expires', async () => {
    const { server: certificate, remove } = makePrivateAuthority()
    onTestFinished(remove)
    const nginx = await startNginx({ backendPort: 1, certificate })
    onTestFinished(nginx.stop)
    const facts = await inspectTls('127.0.0.1', nginx.port, new AbortController().signal)
    const days = ((facts?.expiresAt ?? 0) - Date.now()) / (24 * 60 * 60_000)
    expect(facts?.alpn).toBe('h2')
    expect(Math.round(days)).toBe(20)
  })
})

test('a handshake with what speaks no TLS is null', async () => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  expect(await inspectTls('127.0.0.1', port, new AbortController().signal)).toBeNull()
})

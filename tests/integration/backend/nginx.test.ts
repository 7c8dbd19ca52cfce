import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Connection } from '../../../electron/model/connection.ts'
import { type BackendOptions, startBackend } from '../../backend/server.ts'
import { missingPrograms } from '../../support/network-programs.ts'
import { recommendedSettings, startNginx } from '../../support/nginx.ts'
import { waitFor } from '../../support/wait-for.ts'
import { impatientLimits, ingestInto } from '../servers/ingest-fixture.ts'
import { openTestStore } from '../store/store-fixture.ts'

const missing = await missingPrograms(['nginx'])
if (missing !== null) console.log(`Skipped the tests behind nginx: ${missing}`)

const quick = { heartbeatMs: 500 }
const opens = (connections: readonly Connection[]) => connections.filter(({ kind }) => kind === 'open').length

async function behindNginx(settings: readonly string[], options: BackendOptions = {}, patienceMs = 10_000) {
  const dataDir = mkdtempSync(join(tmpdir(), 'tidings-backend-'))
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }))
  const backend = await startBackend({ port: 0, dataDir, ...options })
  const nginx = await startNginx({ backendPort: backend.port, settings })
  onTestFinished(nginx.stop)
  onTestFinished(backend.stop)
  const limits = { ...impatientLimits, connectTimeoutMs: patienceMs, idleMs: patienceMs }
  const listening = ingestInto(openTestStore(), `${nginx.origin}/api/notifications`, limits)
  return { backend, nginx, dataDir, ...listening }
}

describe.skipIf(missing !== null)('behind nginx', () => {
  test('as it comes, events arrive at once: the backend switches the buffering off', async () => {
    const { backend, reaches, has, failures } = await behindNginx([], quick)
    await reaches('open')
    await backend.publish({ type: 'notification', id: 'n-1', message: 'at once' })
    await has('at once')
    expect(failures()).toEqual([])
  })

  test('set as recommended, a stream stays open', async () => {
    const { backend, reaches, has, failures, status } = await behindNginx(recommendedSettings, quick)
    await reaches('open')
    const openedAt = Date.now()
    await backend.publish({ type: 'notification', id: 'n-1', message: 'at once' })
    await has('at once')
    await waitFor('two seconds of heartbeats', () => (status().lastByteAt ?? 0) > openedAt + 2_000)
    expect(failures()).toEqual([])
  })

  test('that buffers all the same, the feed says that no answer comes; set right, nothing was lost', async () => {
    const { backend, nginx, reaches, has, failsBy, messages, errors } = await behindNginx([], quick, 2_000)
    await reaches('open')
    await backend.publish({ type: 'notification', id: 'n-1', message: 'one' })
    await has('one')
    await nginx.stop()
    const place = { backendPort: backend.port, port: nginx.port }
    const buffering = await startNginx({ ...place, settings: ['proxy_ignore_headers X-Accel-Buffering;'] })
    onTestFinished(buffering.stop)
    await backend.publish({ type: 'notification', id: 'n-2', message: 'two' })
    expect(await failsBy('connect-timeout')).toEqual({ kind: 'connect-timeout', afterMs: 2_000 })
    await buffering.stop()
    const right = await startNginx({ ...place, settings: recommendedSettings })
    onTestFinished(right.stop)
    await has('two')
    expect(messages()).toEqual(['one', 'two'])
    expect(errors).toEqual([])
  })

  test('a backend that is down is a 502, and is found again', async () => {
    const { backend, reaches, failsBy, dataDir, has } = await behindNginx([])
    await reaches('open')
    await backend.stop()
    expect(await failsBy('status')).toEqual({ kind: 'status', status: 502 })
    const again = await startBackend({ port: backend.port, dataDir })
    onTestFinished(again.stop)
    await reaches('open')
    await again.publish({ type: 'notification', id: 'n-1', message: 'back' })
    await has('back')
  })

  test('that cuts silent streams short, the feed resumes each time', async () => {
    const { backend, reaches, connections, has, messages } = await behindNginx(['proxy_read_timeout 1s;'], {
      heartbeatMs: 0,
    })
    await reaches('open')
    await backend.publish({ type: 'notification', id: 'n-1', message: 'one' })
    await has('one')
    await waitFor('another connection', () => opens(connections) > 1)
    await backend.publish({ type: 'notification', id: 'n-2', message: 'two' })
    await has('two')
    expect(messages()).toEqual(['one', 'two'])
  })
})

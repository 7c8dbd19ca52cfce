import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startBackendProcess } from '../../support/backend-process.ts'
import { waitFor } from '../../support/wait-for.ts'
import { ingestInto } from '../servers/ingest-fixture.ts'
import { openTestStore } from '../store/store-fixture.ts'

// The feed, the real store and the backend as a process that is killed or frozen.

async function backendIn(dataDir: string, port = 0) {
  const backend = await startBackendProcess({ dataDir, port })
  onTestFinished(backend.kill)
  return backend
}

function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tidings-backend-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))
  return folder
}

test('a backend that is killed and started again is resumed where it stopped, with nothing lost or twice', async () => {
  const dataDir = dataFolder()
  const backend = await backendIn(dataDir)
  const ingest = ingestInto(openTestStore(), backend.streamUrl)
  await ingest.reaches('open')
  await backend.notify('before')
  await ingest.has('before')
  await backend.kill()
  await ingest.failsBy('refused')

  const again = await backendIn(dataDir, backend.port)
  await again.notify('after')
  await ingest.has('after')
  expect(ingest.messages()).toEqual(['before', 'after'])
  expect(ingest.status().gap).toBeNull()
})

test('a backend that is killed in the middle of a burst costs nothing that it had taken', async () => {
  const dataDir = dataFolder()
  const backend = await backendIn(dataDir)
  const ingest = ingestInto(openTestStore(), backend.streamUrl)
  await ingest.reaches('open')
  const taken: string[] = []
  const burst = (async () => {
    for (let number = 0; number < 400; number += 1) {
      await backend.notify(`event ${number}`)
      taken.push(`event ${number}`)
    }
  })().catch(() => 'the backend is gone')
  await waitFor('half of the burst', () => ingest.messages().length >= 40)
  await backend.kill()
  expect(await burst).toBe('the backend is gone')

  const again = await backendIn(dataDir, backend.port)
  await again.notify('the last')
  await ingest.has('the last')
  const messages = ingest.messages()
  // One more may have been stored whose response the sender did not get.
  expect(messages.filter((message) => taken.includes(message ?? ''))).toEqual(taken)
  expect(messages.length - taken.length).toBeLessThanOrEqual(2)
  expect(new Set(messages).size).toBe(messages.length)
})

// Windows has no signal that suspends a process.
test.skipIf(process.platform === 'win32')(
  'a backend that freezes is noticed by its silence, and retried until it thaws',
  async () => {
    const backend = await backendIn(dataFolder())
    const ingest = ingestInto(openTestStore(), backend.streamUrl)
    await ingest.reaches('open')
    await backend.notify('before')
    await ingest.has('before')
    backend.freeze()
    expect(await ingest.failsBy('idle')).toEqual({ kind: 'idle', afterMs: 2_000 })
    // The system still accepts connections, but no response comes.
    expect(await ingest.failsBy('connect-timeout')).toEqual({
      kind: 'connect-timeout',
      afterMs: 2_000,
    })
    backend.thaw()
    await backend.notify('after')
    await ingest.has('after')
    expect(ingest.messages()).toEqual(['before', 'after'])
    expect(ingest.errors).toEqual([])
  },
)

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startBackendProcess } from '../../support/backend-process.ts'
import { waitFor } from '../../support/wait-for.ts'
import { listenInto } from '../servers/ingest-fixture.ts'
import { openTestStore } from '../store/store-fixture.ts'

// The feed, the real store and the backend as a process that comes to harm.

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
  const listening = listenInto(openTestStore(), backend.streamUrl)
  await listening.reaches('open')
  await backend.notify('before')
  await listening.has('before')
  await backend.kill()
  await listening.failsBy('refused')

  const again = await backendIn(dataDir, backend.port)
  await again.notify('after')
  await listening.has('after')
  expect(listening.messages()).toEqual(['before', 'after'])
  expect(listening.status().gap).toBeNull()
})

test('a backend that is killed in the middle of a burst costs nothing that it had taken', async () => {
  const dataDir = dataFolder()
  const backend = await backendIn(dataDir)
  const listening = listenInto(openTestStore(), backend.streamUrl)
  await listening.reaches('open')
  const taken: string[] = []
  const burst = (async () => {
    for (let number = 0; number < 400; number += 1) {
      await backend.notify(`news ${number}`)
      taken.push(`news ${number}`)
    }
  })().catch(() => 'the backend is gone')
  await waitFor('half of the burst', () => listening.messages().length >= 40)
  await backend.kill()
  expect(await burst).toBe('the backend is gone')

  const again = await backendIn(dataDir, backend.port)
  await again.notify('the last')
  await listening.has('the last')
  const messages = listening.messages()
  // One more may have been written just before its sender could be told.
  expect(messages.filter((message) => taken.includes(message ?? ''))).toEqual(taken)
  expect(messages.length - taken.length).toBeLessThanOrEqual(2)
  expect(new Set(messages).size).toBe(messages.length)
})

test('a backend that freezes is noticed by its silence, and asked again until it thaws', async () => {
  const backend = await backendIn(dataFolder())
  const listening = listenInto(openTestStore(), backend.streamUrl)
  await listening.reaches('open')
  await backend.notify('before')
  await listening.has('before')
  backend.freeze()
  expect(await listening.failsBy('idle')).toEqual({ kind: 'idle', afterMs: 2_000 })
  // Its system still takes connections, which nobody answers.
  expect(await listening.failsBy('connect-timeout')).toEqual({
    kind: 'connect-timeout',
    afterMs: 2_000,
  })
  backend.thaw()
  await backend.notify('after')
  await listening.has('after')
  expect(listening.messages()).toEqual(['before', 'after'])
  expect(listening.errors).toEqual([])
})

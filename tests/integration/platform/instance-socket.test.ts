import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { listenForMessages, sendToInstance } from '../../../electron/platform/system/instance-socket.ts'
import { waitFor } from '../../support/wait-for.ts'

let root = ''
let left: ChildProcess | null = null
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'tidings-instance-'))
})
afterEach(() => {
  left?.kill('SIGKILL')
  rmSync(root, { recursive: true })
})

// On Windows there are no sockets in folders: Chromium's own lock has to do.
const hasSockets = process.platform !== 'win32'

/** Longer than the address of a socket may be. */
const longName = 'a-very-long-name-of-a-folder-'.repeat(5)

test.skipIf(!hasSockets).each(['short', longName])(
  'a message reaches the one that listens in the folder %s',
  async (name) => {
    const folder = join(root, name)
    mkdirSync(folder)
    const messages: unknown[] = []
    expect(await sendToInstance(folder, { type: 'show' })).toBe(false)
    expect(await listenForMessages(folder, (message) => messages.push(message))).toBeNull()
    expect(await sendToInstance(folder, null)).toBe(true)
    expect(await sendToInstance(folder, { type: 'show' })).toBe(true)
    await waitFor('the message', () => messages.length === 1)
    expect(messages).toEqual([{ type: 'show' }])
  },
)

test.skipIf(!hasSockets)('what a killed process left behind is no instance, and is replaced', async () => {
  const script = `require('node:net').createServer().listen(${JSON.stringify(join(root, 'instance.sock'))}, () => console.log('on'))`
  left = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise((resolve) => left?.stdout?.once('data', resolve))
  expect(await sendToInstance(root, null)).toBe(true)
  left.kill('SIGKILL')
  await waitFor('the end of the process', async () => !(await sendToInstance(root, null)))
  expect(await listenForMessages(root, () => {})).toBeNull()
  expect(await sendToInstance(root, null)).toBe(true)
})

test.skipIf(!hasSockets)(
  'a folder that does not exist, and one that a listener hangs in, are no error',
  async () => {
    expect(await sendToInstance(join(root, 'missing'), null)).toBe(false)
    expect(await sendToInstance(join(root, 'missing', longName), null)).toBe(false)
    const hung = createServer()
    await new Promise<void>((resolve) => hung.listen(join(root, 'instance.sock'), resolve))
    expect(await sendToInstance(root, { type: 'show' })).toBe(true)
    hung.close()
  },
)

test.skipIf(hasSockets)(
  'where there are no sockets in folders, nobody is reached and nobody listens',
  async () => {
    expect(await listenForMessages(root, () => {})).toBe('ENOTSUP')
    expect(await sendToInstance(root, { type: 'show' })).toBe(false)
  },
)

import { createConnection } from 'node:net'
import { join } from 'node:path'
import { app } from 'electron'
import { z } from 'zod'

const instanceMessage = z.discriminatedUnion('type', [
  // `none` requests nothing: the second start was a hidden one.
  z.object({ type: z.enum(['show', 'none', 'quit']) }),
  // The link is not validated here: any program of this user can send one.
  z.object({ type: z.literal('link'), link: z.string() }),
])

/** What a second start of the app requests from the running instance. */
export type InstanceMessage = z.infer<typeof instanceMessage>

/** Becomes the only running instance and returns true, or sends the message to the one that is running. */
export function becomeInstance(message: InstanceMessage): boolean {
  return app.requestSingleInstanceLock({ ...message })
}

/** Whether an instance is running, other than this process. */
export async function isRunning(): Promise<boolean> {
  // The running instance listens on Chromium's own socket. Requesting the lock instead would make an app quit that is
  // starting at this moment; on Windows there is no other way.
  if (process.platform !== 'win32') return isListening(join(app.getPath('userData'), 'SingletonSocket'))
  const isAlone = becomeInstance({ type: 'none' })
  if (isAlone) app.releaseSingleInstanceLock()
  return !isAlone
}

function isListening(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const connection = createConnection(socket)
    connection.once('connect', () => {
      connection.destroy()
      resolve(true)
    })
    connection.once('error', () => resolve(false))
  })
}

/** Calls back with the message of every second start. Returns an unsubscribe function. */
export function onInstanceMessage(listener: (message: InstanceMessage) => void): () => void {
  const onSecondInstance = (_event: unknown, _argv: unknown, _directory: unknown, data: unknown) => {
    const parsed = instanceMessage.safeParse(data)
    if (parsed.success) listener(parsed.data)
  }
  app.on('second-instance', onSecondInstance)
  return () => app.off('second-instance', onSecondInstance)
}

/** Requests the running instance to quit and waits for that. False: it is still running after ten seconds. */
export async function quitRunningInstance(): Promise<boolean> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (becomeInstance({ type: 'quit' })) return true
    await new Promise((next) => setTimeout(next, 100))
  }
  return false
}

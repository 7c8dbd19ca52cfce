import { createConnection } from 'node:net'
import { join } from 'node:path'
import { app } from 'electron'
import { z } from 'zod'

/** What a second start of the app asks the running one to do. */
export type InstanceMessage =
  | { readonly type: 'show' }
  /** Nothing: it was started hidden. */
  | { readonly type: 'none' }
  | { readonly type: 'quit' }
  /** Not validated: every program of this user can send anything. */
  | { readonly type: 'link'; readonly link: string }

const instanceMessage = z.discriminatedUnion('type', [
  z.object({ type: z.enum(['show', 'none', 'quit']) }),
  z.object({ type: z.literal('link'), link: z.string() }),
])

/** Becomes the only running instance, or sends the message to it. True: this is the instance. */
export function becomeInstance(message: InstanceMessage): boolean {
  return app.requestSingleInstanceLock({ ...message })
}

/** Whether an instance is running, other than this process. */
export async function isRunning(): Promise<boolean> {
  // Chromium's own socket, on which the one instance listens. Requesting the lock would turn away an app that is being
  // started at this moment; Windows offers no other way.
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

/** Calls back when another start has sent its message. Returns an unsubscribe function. */
export function onInstanceMessage(listener: (message: InstanceMessage) => void): () => void {
  const onSecondInstance = (_event: unknown, _argv: unknown, _directory: unknown, data: unknown) => {
    const parsed = instanceMessage.safeParse(data)
    if (parsed.success) listener(parsed.data)
  }
  app.on('second-instance', onSecondInstance)
  return () => app.off('second-instance', onSecondInstance)
}

/** Asks the running instance to quit and waits until it has. False: it is still there after ten seconds. */
export async function quitRunningInstance(): Promise<boolean> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (becomeInstance({ type: 'quit' })) return true
    await new Promise((next) => setTimeout(next, 100))
  }
  return false
}

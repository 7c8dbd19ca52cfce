import { createConnection } from 'node:net'
import { join } from 'node:path'
import { app } from 'electron'
import { z } from 'zod'

/** What a second start of the app asks of the one that runs. */
export type InstanceMessage =
  | { readonly type: 'show' }
  | { readonly type: 'stay' }
  | { readonly type: 'quit' }
  /** Not yet judged: whoever runs as this user can hand over anything. */
  | { readonly type: 'link'; readonly link: string }

const handOver = z.discriminatedUnion('type', [
  z.object({ type: z.enum(['show', 'stay', 'quit']) }),
  z.object({ type: z.literal('link'), link: z.string() }),
])

/** Becomes the one running instance, or hands the wish over to it. True: we are the one. */
export function becomeInstance(wish: InstanceMessage): boolean {
  return app.requestSingleInstanceLock({ ...wish })
}

/** Whether an instance is running, other than this process. */
export async function isRunning(): Promise<boolean> {
  // Chromium's own, which the one instance listens at. To try for the instance itself would turn away an app that
  // is started at this moment; Windows leaves no other way.
  if (process.platform !== 'win32') return listens(join(app.getPath('userData'), 'SingletonSocket'))
  const alone = becomeInstance({ type: 'stay' })
  if (alone) app.releaseSingleInstanceLock()
  return !alone
}

function listens(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const connection = createConnection(socket)
    connection.once('connect', () => {
      connection.destroy()
      resolve(true)
    })
    connection.once('error', () => resolve(false))
  })
}

/** Calls back when another start handed its wish over. */
export function onInstanceMessage(listen: (wish: InstanceMessage) => void): void {
  app.on('second-instance', (_event, _argv, _directory, data) => {
    const parsed = handOver.safeParse(data)
    if (parsed.success) listen(parsed.data)
  })
}

/** Asks the running instance to end and waits until it has. False: it is still there after ten seconds. */
export async function quitRunningInstance(): Promise<boolean> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (becomeInstance({ type: 'quit' })) return true
    await new Promise((next) => setTimeout(next, 100))
  }
  return false
}

import { realpathSync } from 'node:fs'
import { join } from 'node:path'
import { app } from 'electron'
import { z } from 'zod'
import { createBacklog } from './backlog.ts'
import { connect, listenForMessages, sendToInstance } from './instance-socket.ts'

const instanceMessage = z.discriminatedUnion('type', [
  // `none` requests nothing: the second start was a hidden one.
  z.object({ type: z.enum(['show', 'none', 'quit']) }),
  // The link is not validated here: any program of this user can send one.
  z.object({ type: z.literal('link'), link: z.string() }),
])

/** What a second start of the app requests from the running instance. */
export type InstanceMessage = z.infer<typeof instanceMessage>

/**
 * Calls back with the message of every second start, at once with those that came before there was a listener. Returns
 * an unsubscribe function.
 */
export type OnInstanceMessage = (listener: (message: InstanceMessage) => void) => () => void

export type InstanceStart =
  | { readonly kind: 'first'; readonly onMessage: OnInstanceMessage }
  /** Another instance is running and has got the message. */
  | { readonly kind: 'forwarded' }

/** Becomes the only instance that runs in this folder, or sends the message to the one that is running. */
export async function becomeInstance(folder: string, message: InstanceMessage): Promise<InstanceStart> {
  if (!app.requestSingleInstanceLock({ ...message })) return { kind: 'forwarded' }
  // Chromium has found none, but its socket may have been deleted.
  if (await sendToInstance(folder, message)) {
    app.releaseSingleInstanceLock()
    return { kind: 'forwarded' }
  }
  const messages = createBacklog<InstanceMessage>()
  const receive = (data: unknown): void => {
    const message = instanceMessage.safeParse(data).data
    if (message !== undefined) messages.add(message)
  }
  app.on('second-instance', (_event, _argv, _directory, data) => receive(data))
  // Where this is not possible Chromium's lock has to do.
  await listenForMessages(folder, receive)
  return { kind: 'first', onMessage: messages.listen }
}

/** Whether an instance is running in this folder, other than this process. */
export async function isRunning(folder: string): Promise<boolean> {
  // Requesting Chromium's lock would make an app quit that is starting at this moment; on Windows there is no other way.
  if (process.platform === 'win32') {
    const isAlone = app.requestSingleInstanceLock({ type: 'none' })
    if (isAlone) app.releaseSingleInstanceLock()
    return !isAlone
  }
  return (await sendToInstance(folder, null)) || (await isChromiumListening(folder))
}

async function isChromiumListening(folder: string): Promise<boolean> {
  try {
    // A link to the socket; only the path that it leads to is sure to be short enough for an address.
    return await connect(realpathSync(join(folder, 'SingletonSocket')))
  } catch {
    return false
  }
}

/** Requests the running instance to quit and waits for that. False: it is still running after ten seconds. */
export async function quitRunningInstance(folder: string): Promise<boolean> {
  // Becoming the instance would leave a profile behind where there was none.
  if (!(await isRunning(folder))) return true
  // Without Chromium's lock where possible: a process that installs an update at its end answers nobody, and Chromium
  // waits twenty seconds for an answer, then ends it.
  const message: InstanceMessage = { type: 'quit' }
  const isSent = await sendToInstance(folder, message)
  if (!isSent && (await becomeInstance(folder, message)).kind === 'first') return true
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (!(await isRunning(folder))) return true
    await new Promise((next) => setTimeout(next, 100))
  }
  return false
}

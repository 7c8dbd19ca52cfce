import { app } from 'electron'
import { z } from 'zod'

/** What a second start of the app asks of the one that runs. */
export type HandOver = { readonly type: 'show' } | { readonly type: 'stay' } | { readonly type: 'quit' }

const handOver = z.object({ type: z.enum(['show', 'stay', 'quit']) })

/** Becomes the one running instance, or hands the wish over to it. True: we are the one. */
export function becomeInstance(wish: HandOver): boolean {
  return app.requestSingleInstanceLock({ ...wish })
}

/** Whether an instance is running, other than this process. */
export function isRunning(): boolean {
  const alone = becomeInstance({ type: 'stay' })
  if (alone) app.releaseSingleInstanceLock()
  return !alone
}

/** Calls back when another start handed its wish over. */
export function onHandOver(listen: (wish: HandOver) => void): void {
  app.on('second-instance', (_event, _argv, _directory, data) => {
    const parsed = handOver.safeParse(data)
    if (parsed.success) listen(parsed.data)
  })
}

/** Asks the running instance to end and waits until it has. False: it is still there after ten seconds. */
export async function untilEnded(): Promise<boolean> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (becomeInstance({ type: 'quit' })) return true
    await new Promise((next) => setTimeout(next, 100))
  }
  return false
}

import { z } from 'zod'
import type { ShownNotification } from '../../notifications/desktop-notification.ts'
import { maxKeys, maxRemembered, rememberedSchema } from './remembered-notifications.ts'

/** What one run of the app leaves to the next where the system itself names a notification by our id. */
const fileSchema = z.object({
  version: z.literal(1),
  shown: z.array(
    rememberedSchema
      .pick({ id: true, keys: true, closeWhenRead: true, validUntil: true })
      .extend({ actions: z.array(rememberedSchema.shape.actions.element.pick({ type: true })) }),
  ),
})

export interface RememberedById {
  readonly get: (id: string) => ShownNotification | undefined
  readonly add: (notification: ShownNotification) => void
  /** It was clicked or closed. */
  readonly delete: (id: string) => void
}

/**
 * The notifications that may still be in the system's list of notifications, stored with each change: the app may be
 * killed at any moment. Texts are not stored, as nothing is drawn again.
 */
export function rememberById(memory: {
  readonly read: () => string | null
  readonly write: (text: string) => void
}): RememberedById {
  const shown = new Map(parse(memory.read()).map((notification) => [notification.id, notification]))
  const store = () =>
    memory.write(
      JSON.stringify({ version: 1, shown: [...shown.values()] } satisfies z.input<typeof fileSchema>),
    )
  return {
    get: (id) => shown.get(id),
    add: ({ id, keys, closeWhenRead, validUntil, actions }) => {
      shown.delete(id)
      shown.set(id, {
        ...{ id, closeWhenRead, validUntil },
        keys: keys.slice(0, maxKeys),
        actions: actions.map(({ type }) => ({ type })),
      })
      const [oldest] = shown.keys()
      if (shown.size > maxRemembered && oldest !== undefined) shown.delete(oldest)
      store()
    },
    delete: (id) => {
      if (shown.delete(id)) store()
    },
  }
}

function parse(text: string | null): z.infer<typeof fileSchema>['shown'] {
  if (text === null || text === '') return []
  try {
    return fileSchema.safeParse(JSON.parse(text)).data?.shown ?? []
  } catch {
    return []
  }
}

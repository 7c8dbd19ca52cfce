import { z } from 'zod'
import type { DesktopNotification } from '../../notifications/desktop-notification.ts'
import type { TrackedNotifications } from './shown-notifications.ts'

/** More are only in memory: nobody clicks the two hundredth newest after the app was started again. */
export const maxRemembered = 200
/** A digest of more items is not closed by what becomes of each of them (see notifications.ts), so these suffice. */
export const maxKeys = 1_001

export const rememberedSchema = z.object({
  /** The number that the server gave it. */
  number: z.number(),
  isOnScreen: z.boolean(),
  id: z.string(),
  group: z.enum(['jobs', 'notifications', 'digests']),
  title: z.string(),
  body: z.string(),
  urgency: z.enum(['low', 'normal', 'critical']),
  /** An earlier version has not stored it. */
  keepOnScreen: z.boolean().default(false),
  picture: z.enum(['plain', 'ready', 'failed', 'critical']),
  keys: z.array(z.number()),
  closeWhenRead: z.boolean(),
  validUntil: z.number().nullable(),
  actions: z.array(
    z.object({
      type: z.enum([
        'download',
        'open',
        'snooze',
        'snooze-tomorrow',
        'show-download',
        'open-download',
        'acknowledge',
      ]),
      label: z.string(),
    }),
  ),
})

/** The notifications that a run of the app has left to the next one. */
const fileSchema = z.object({
  version: z.literal(1),
  /** The bus and the unique name of the server on it: no other program ever has both. */
  bus: z.string(),
  server: z.string(),
  notifications: z.array(rememberedSchema),
})

export type RememberedNotifications = z.infer<typeof fileSchema>

/** What the run before has stored; null: nothing, or nothing that can be understood. */
export function parseRemembered(text: string | null): RememberedNotifications | null {
  if (text === null || text === '') return null
  try {
    return fileSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

/** What to store of the notifications, so that they can still be clicked after a restart. */
export function remember(
  tracked: TrackedNotifications<number>,
  { bus, server }: { readonly bus: string; readonly server: string },
): RememberedNotifications {
  const newest = [...tracked].slice(-maxRemembered)
  return {
    version: 1,
    bus,
    server,
    notifications: newest.map(([number, { notification, isOnScreen }]) => ({
      ...notification,
      number,
      isOnScreen,
      keys: notification.keys.slice(0, maxKeys),
      actions: [...notification.actions],
    })),
  }
}

/** The notification itself; the user knows it already. */
export function notificationOf({
  number: _,
  isOnScreen: _isOnScreen,
  ...notification
}: RememberedNotifications['notifications'][number]): DesktopNotification {
  return { ...notification, silent: true }
}

import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { EventBus } from './event-bus.ts'
import type { NotificationEvent } from './wire-event.ts'

type NewNotification = Pick<NotificationEvent, 'message' | 'title' | 'category' | 'priority' | 'url'>

export const notificationPath = '/notifications'

const notificationSchema = {
  type: 'object',
  required: ['message'],
  additionalProperties: false,
  properties: {
    message: { type: 'string', minLength: 1, maxLength: 10_000 },
    title: { type: 'string', minLength: 1, maxLength: 200 },
    category: { type: 'string', minLength: 1, maxLength: 100 },
    priority: { type: 'string', enum: ['low', 'normal', 'high', 'critical'] },
    url: { type: 'string', maxLength: 2_000, pattern: '^(https://|http://(127\\.0\\.0\\.1|localhost)[:/])' },
  },
}

/** `POST /notifications` `{message, title?, category?, priority?, url?}` sends a notification to all clients. */
export function addNotificationRoute(app: FastifyInstance, bus: EventBus, now: () => number): void {
  app.post<{ Body: NewNotification }>(
    notificationPath,
    { schema: { body: notificationSchema } },
    async (request, reply) => {
      const event = notificationOf(request.body, now)
      await bus.publish(event)
      return reply.code(202).send(event)
    },
  )
}

/** With a message alone it is the plainest event there is; with more it is a full one. */
function notificationOf(given: NewNotification, now: () => number): NotificationEvent {
  const isPlain = Object.keys(given).length === 1
  if (isPlain) return { type: 'notification', ...given }
  return { type: 'notification', id: `n-${randomUUID()}`, ...given, createdAt: new Date(now()).toISOString() }
}

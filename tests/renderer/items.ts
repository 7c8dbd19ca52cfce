import type { Item } from '../../electron/model/item.ts'

/** A notification with the fields that matter to a test; `position` defaults to `key`. */
export function notification(fields: Partial<Item> & Pick<Item, 'key' | 'receivedAt'>): Item {
  return {
    position: fields.key,
    id: `n-${fields.key}`,
    source: 'https://app.example.com/api/notifications',
    type: 'notification',
    title: `Notification ${fields.key}`,
    message: null,
    category: null,
    priority: 'normal',
    revision: null,
    attempt: null,
    state: null,
    progress: null,
    url: null,
    offer: null,
    createdAt: null,
    updatedAt: fields.receivedAt,
    read: false,
    pinned: false,
    notification: 'shown',
    notificationReason: null,
    notificationOutcome: null,
    heldUntil: null,
    download: null,
    ...fields,
  }
}

export function job(fields: Partial<Item> & Pick<Item, 'key' | 'receivedAt' | 'state'>): Item {
  return notification({ id: `job-${fields.key}`, title: `Job ${fields.key}`, ...fields, type: 'job' })
}

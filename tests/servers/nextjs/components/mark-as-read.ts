import type { ReceivedItem } from './received-items.ts'

/** Tells the server. That it is read comes back over the stream: to this page as to all others, and to the desktop. */
export async function markAsRead(item: ReceivedItem): Promise<void> {
  const receipt = {
    ...{ id: String(item.id), what: 'read', at: new Date().toISOString() },
    // A job can be read again at the end of another attempt.
    ...(item.type === 'job' && { attempt: item.attempt ?? 1 }),
  }
  await fetch('/api/receipts', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() },
    body: JSON.stringify({ receipts: [receipt] }),
  })
}

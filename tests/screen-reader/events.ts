import type { JobEvent, NotificationEvent, WireEvent } from '../backend/wire-event.ts'

const inAWeek = () => new Date(Date.now() + 7 * 24 * 3_600_000).toISOString()

export const invoices: NotificationEvent = {
  type: 'notification',
  id: 'n-1',
  title: 'Invoice run finished',
  message: '312 invoices were sent.',
  category: 'billing',
}

/** A job, as far as it has got. */
export function orders(percent: number, state: JobEvent['state'] = 'running'): WireEvent {
  const message = `${percent},000 of 100,000 rows`
  const progress = percent / 100
  return { type: 'job', id: 'j-1', state, title: 'Orders 2026', progress, message, category: 'export' }
}

export const failed: WireEvent = {
  type: 'job',
  id: 'j-2',
  state: 'failed',
  title: 'Customers',
  message: 'Row 50 is broken.',
  category: 'export',
}

const done: WireEvent = {
  type: 'job',
  id: 'j-3',
  state: 'succeeded',
  title: 'Products',
  message: 'Your export is ready!',
  category: 'export',
  download: {
    url: 'https://app.example.com/products.csv',
    filename: 'products.csv',
    size: 734_003_200,
    sha256: '0'.repeat(64),
    expiresAt: inAWeek(),
  },
}

const critical: WireEvent = {
  type: 'notification',
  id: 'n-2',
  message: 'Disk is full',
  priority: 'critical',
}

/** One of each kind, oldest first: the last one is the first row. */
export const oneOfEach: readonly WireEvent[] = [invoices, orders(42), failed, done, critical]

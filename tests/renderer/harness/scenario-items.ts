import type { Item } from '../../../electron/model/item.ts'
import { job, notification } from '../items.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

export function mixedItems(now: number): readonly Item[] {
  return [
    job({
      key: 20,
      receivedAt: now - 40_000,
      state: 'running',
      title: 'Orders 2026',
      message: '42,000 of 100,000 rows',
      progress: 0.42,
      category: 'export',
      // A job that has not ended is read: there is nothing to read yet.
      read: true,
    }),
    job({
      key: 19,
      receivedAt: now - 90_000,
      state: 'running',
      title: 'Rebuild search index',
      message: null,
      read: true,
    }),
    job({
      key: 18,
      receivedAt: now - 3 * minute,
      state: 'queued',
      title: 'Customers with open invoices',
      message: 'Waiting for two exports before it',
      category: 'export',
      read: true,
    }),
    job({
      key: 17,
      receivedAt: now - 5 * minute,
      state: 'succeeded',
      title: 'Orders, third quarter',
      message: 'Your export is ready!',
      category: 'export',
      url: 'https://app.example.com/exports/17',
      progress: 1,
    }),
    job({
      key: 16,
      receivedAt: now - 26 * minute,
      state: 'failed',
      title: 'Invoice run, November',
      message: 'The printer service did not answer. 118 of 312 invoices were sent.',
      category: 'billing',
      url: 'https://app.example.com/billing/runs/77',
    }),
    notification({
      key: 15,
      receivedAt: now - 54 * minute,
      title: null,
      message: 'Your export is ready!',
      read: true,
    }),
    notification({
      key: 14,
      receivedAt: now - day,
      title: 'Maintenance tonight',
      message: 'The dashboard is read-only from 22:00 to 22:30.',
      priority: 'high',
      category: 'operations',
      read: true,
    }),
    job({
      key: 13,
      receivedAt: now - day - hour,
      state: 'cancelled',
      title: 'Full backup',
      message: 'Cancelled by Ana.',
      category: 'operations',
      read: true,
    }),
    notification({
      key: 12,
      receivedAt: now - day - 2 * hour,
      title: 'Payment provider unreachable',
      message: 'Card payments have been failing since 11:58.',
      priority: 'critical',
      category: 'billing',
      read: true,
    }),
    job({
      key: 11,
      receivedAt: now - 3 * day,
      state: 'succeeded',
      title: 'Price list 2027',
      message: '18,204 articles were updated.',
      category: 'import',
      read: true,
    }),
    notification({
      key: 10,
      receivedAt: now - 3 * day - hour,
      title: 'Mira shared a report with you',
      message: 'Revenue by region',
      url: 'https://app.example.com/reports/9',
      read: true,
    }),
  ]
}

const mebibyte = 1_048_576

/** Results of jobs in every state of their download, and jobs in every state of their going on. */
export function resultItems(now: number): readonly Item[] {
  const result = (key: number, parts: Partial<Item>, expiresAt: number | null = null) =>
    job({
      key,
      receivedAt: now - (30 - key) * minute,
      state: 'succeeded',
      title: `Orders ${2000 + key}`,
      message: 'Your export is ready!',
      category: 'export',
      offer: {
        url: `https://app.example.com/exports/${key}/file`,
        filename: `orders-${2000 + key}.csv`,
        size: 700 * mebibyte,
        sha256: null,
        expiresAt,
      },
      ...parts,
    })
  return [
    job({
      key: 28,
      receivedAt: now - 2 * minute,
      state: 'running',
      title: 'Customers',
      progress: 0.62,
      read: true,
    }),
    job({
      key: 27,
      receivedAt: now - 40 * minute,
      state: 'running',
      title: 'Stock levels',
      progress: 0.3,
      read: true,
    }),
    result(26, {}, now + 6 * day),
    result(25, {}, now + 2 * minute),
    result(24, {}, now - hour),
    result(23, {
      download: {
        kind: 'running',
        received: 120 * mebibyte,
        total: 700 * mebibyte,
        perSecond: 11 * mebibyte,
      },
    }),
    result(22, {
      download: { kind: 'done', fileName: 'orders-2022.csv', bytes: 700 * mebibyte, verified: true, at: now },
    }),
    result(21, {
      download: { kind: 'interrupted', received: mebibyte, total: null, reason: { kind: 'cut-off' } },
    }),
    result(20, { download: { kind: 'running', received: 0, total: 700 * mebibyte, perSecond: null } }),
    result(19, { download: { kind: 'queued', received: 0, total: null } }),
    result(
      18,
      { download: { kind: 'failed', reason: { kind: 'server-expired', status: 410 } } },
      now + 5 * day,
    ),
    result(17, { download: { kind: 'skipped', reason: { kind: 'metered' } } }, now + 5 * day),
  ]
}

export function japaneseItems(now: number): readonly Item[] {
  return [
    job({
      key: 4,
      receivedAt: now - minute,
      state: 'running',
      title: '2026年度の注文',
      message: '100,000 行中 42,000 行',
      progress: 0.42,
      category: 'エクスポート',
    }),
    job({
      key: 3,
      receivedAt: now - 5 * minute,
      state: 'failed',
      title: '請求書の発行',
      message: 'プリンターサービスが応答しませんでした。',
      category: '請求',
    }),
    notification({
      key: 2,
      receivedAt: now - 26 * hour,
      title: '今夜メンテナンスがあります',
      priority: 'high',
      read: true,
    }),
    notification({
      key: 1,
      receivedAt: now - 28 * hour,
      title: 'Quarterly report',
      message: 'A text in another language',
      read: true,
    }),
  ]
}

export function manyItems(now: number, count: number): readonly Item[] {
  return Array.from({ length: count }, (_, index) => {
    const key = count - index
    const receivedAt = now - index * 11 * minute
    const message = index % 3 === 0 ? `${key * 12} rows were written. `.repeat((index % 5) + 1) : null
    const state = index % 17 === 0 ? 'failed' : 'succeeded'
    return index % 2 === 0
      ? job({ key, receivedAt, state, title: `Export ${key}`, message, category: 'export', read: index > 8 })
      : notification({ key, receivedAt, title: `News ${key}`, message, read: index > 8 })
  })
}

export function longItems(now: number): readonly Item[] {
  const text =
    'The nightly reconciliation found differences between the ledger and the bank statement. They were written to the list of open points, each with the entry it belongs to and a proposal. '
  return [
    notification({
      key: 4,
      receivedAt: now - minute,
      title: `A title that goes on and on because somebody put the whole sentence into it: ${text}`,
      message: text.repeat(4),
      category: 'a-category-with-a-name-far-too-long-to-show-in-full',
    }),
    notification({
      key: 3,
      receivedAt: now - 2 * minute,
      title: 'Unbroken',
      message: 'https://app.example.com/'.padEnd(600, 'abcdefghij'),
    }),
    notification({
      key: 2,
      receivedAt: now - 3 * minute,
      title: '<b>Markup</b> stays text',
      message:
        '<img src=x onerror=alert(1)> &amp; <script>alert(2)</script>\nA second line\nA third one\nA fourth one',
    }),
    job({ key: 1, receivedAt: now - 4 * minute, state: 'failed', title: null, message: null }),
  ]
}

export function rightToLeftItems(now: number): readonly Item[] {
  return [
    job({
      key: 4,
      receivedAt: now - minute,
      state: 'running',
      title: 'تصدير الطلبات 2026',
      message: 'تم تصدير 42,000 من 100,000 صف',
      progress: 0.42,
      category: 'تصدير',
    }),
    notification({
      key: 3,
      receivedAt: now - 5 * minute,
      title: 'اكتمل إصدار الفواتير',
      message: 'تم إرسال 312 فاتورة إلى العملاء. يمكنك مراجعة التفاصيل في لوحة التحكم.',
      category: 'الفوترة',
    }),
    notification({ key: 2, receivedAt: now - 7 * minute, title: 'הייצוא מוכן', message: 'orders-2026.csv' }),
    notification({
      key: 1,
      receivedAt: now - 9 * minute,
      title: '注文のエクスポートが完了しました',
      read: true,
    }),
  ]
}

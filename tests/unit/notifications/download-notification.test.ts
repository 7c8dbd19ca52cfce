import { describe, expect, test } from 'vitest'
import { english } from '../../../electron/i18n/english.ts'
import type { Download } from '../../../electron/model/download.ts'
import { createDownloadNotification } from '../../../electron/notifications/download-notification.ts'
import { buildItem } from '../../support/build-item.ts'

const done: Download = { kind: 'done', fileName: 'orders (1).csv', bytes: 4, verified: true, at: 9 }
const gone: Download = { kind: 'failed', reason: { kind: 'server-expired', status: 410 } }

function notificationOf(download: Download | null, hideContent = false) {
  const offer = { url: '', filename: 'orders.csv', size: null, sha256: null, expiresAt: null }
  const item = buildItem({ key: 7, type: 'job', state: 'succeeded', title: 'Orders', offer, download })
  return createDownloadNotification(
    item,
    { sounds: 'all', hideContent, servers: [], repeatCritical: false, rules: [] },
    english,
  )
}

describe('the notification about a download', () => {
  test('that is done names the file and shows it in its folder', () => {
    expect(notificationOf(done)).toMatchObject({
      title: 'Downloaded',
      body: 'orders (1).csv',
      keys: [7],
      actions: [{ type: 'show-download', label: 'Show in folder' }],
    })
  })

  test('that failed says why, and tries again', () => {
    const notification = notificationOf(gone)
    expect(notification).toMatchObject({ title: 'Download failed', closeWhenRead: true })
    expect(notification?.body).toMatch(/^orders\.csv\nThe download has expired: .*410/)
    expect(notification?.actions).toEqual([{ type: 'download', label: 'Try again' }])
  })

  test('that has expired does not offer what can’t succeed', () => {
    expect(notificationOf({ kind: 'failed', reason: { kind: 'expired' } })?.actions).toEqual([])
  })

  test('hides the name with the content of all notifications', () => {
    expect(notificationOf(done, true)?.body).toBe('')
    expect(notificationOf(gone, true)?.body).not.toContain('orders')
  })

  test('is none while it has not ended', () => {
    expect(notificationOf(null)).toBeNull()
    expect(notificationOf({ kind: 'queued', received: 0, total: null })).toBeNull()
  })
})

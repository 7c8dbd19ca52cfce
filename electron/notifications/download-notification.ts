import { explainDownloadError } from '../i18n/explain.ts'
import type { I18n } from '../i18n/i18n.ts'
import { titleOf } from '../i18n/item-name.ts'
import type { Download } from '../model/download.ts'
import type { Item } from '../model/item.ts'
import { ruleMatcher } from '../model/rule-matcher.ts'
import { cut } from '../model/text.ts'
import type { DesktopNotification } from './desktop-notification.ts'
import { isSilent, maxBodyLength, type NotificationTextSettings } from './item-notification.ts'

/** The notification about a download that has ended: where the file is, or why there is none. Null: it has not ended. */
export function createDownloadNotification(
  item: Item,
  { sounds, hideContent, rules }: NotificationTextSettings,
  i18n: I18n,
): DesktopNotification | null {
  const { t } = i18n
  const { download } = item
  if (download === null || download.kind === 'queued' || download.kind === 'running') return null
  // The row says why.
  if (download.kind === 'skipped') return null
  const isDone = download.kind === 'done'
  const name = isDone ? download.fileName : (item.offer?.filename ?? titleOf(item, i18n))
  const reason = isDone ? [] : [explainDownloadError(download.reason, i18n)]
  const lines = [...(hideContent ? [] : [name]), ...reason]
  return {
    id: `download-${item.key}`,
    group: 'jobs',
    title: t(isDone ? 'notification.downloaded' : 'notification.download-failed'),
    body: cut(lines.join('\n'), maxBodyLength),
    urgency: 'normal',
    silent: isSilent(item, ruleMatcher(rules)(item)?.sound ?? 'as-usual', sounds),
    keepOnScreen: false,
    keys: [item.key],
    // The item of a finished download was read when the download began.
    closeWhenRead: !isDone,
    picture: isDone ? 'ready' : 'failed',
    validUntil: null,
    actions: actionsFor(download, i18n),
  }
}

function actionsFor(
  download: Extract<Download, { readonly kind: 'done' | 'interrupted' | 'failed' }>,
  { t }: I18n,
): DesktopNotification['actions'] {
  if (download.kind === 'done') return [{ type: 'show-download', label: t('download.show') }]
  // After that time every attempt fails.
  return download.reason.kind === 'expired' ? [] : [{ type: 'download', label: t('action.try-again') }]
}

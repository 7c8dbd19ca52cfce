import { useId } from 'react'
import type { Item } from '../../electron/model/item.ts'
import { useI18n } from '../i18n/i18n.ts'
import { Button } from '../style/button.tsx'
import { Icon, type IconName } from '../style/icons.tsx'
import { downloadProgressText, expiryText } from './download-text.ts'
import type { ItemActions } from './item-actions.ts'
import styles from './item-download.module.css'
import { ProgressBar } from './job-progress.tsx'

export interface ItemDownloadProps {
  readonly item: Item
  readonly title: string
  readonly now: number
  /** Whether the Tab key reaches the buttons. */
  readonly reachable: boolean
  readonly actions: ItemActions
}

/** The download of a job's result: the button, its progress, the finished file, or until when it is available. */
export function ItemDownload({ item, title, now, reachable, actions }: ItemDownloadProps) {
  const i18n = useI18n()
  const { t, explainDownloadError, formats } = i18n
  const id = useId()
  const { offer, download } = item
  if (offer === null) return null
  const name = offer.filename ?? title
  const expiry = expiryText(item, now, i18n)
  const button = (icon: IconName, label: string, hint: string, run: (item: Item) => void) => (
    <Button
      variant="small"
      tabIndex={reachable ? 0 : -1}
      aria-label={t('history.labelled', { label, title: name })}
      title={hint}
      onClick={() => run(item)}
    >
      <Icon name={icon} size={14} />
      {label}
    </Button>
  )
  switch (download?.kind) {
    case 'queued':
      return (
        <div className={styles.line}>
          <span className={styles.note}>
            <Icon name="clock" size={12} />
            {t('download.queued')}
          </span>
          {button('cross', t('download.cancel'), name, actions.cancelDownload)}
        </div>
      )
    case 'running':
      return (
        <div className={styles.container}>
          <ProgressBar
            progress={download.total === null ? null : download.received / download.total}
            label={t('download.progress', { name })}
          />
          <div className={styles.line}>
            <span className={styles.note} id={id}>
              {downloadProgressText(download, i18n)}
            </span>
            {button('cross', t('download.cancel'), name, actions.cancelDownload)}
          </div>
        </div>
      )
    case 'done':
      return (
        <div className={styles.line}>
          {button('folder', t('download.show'), download.fileName, actions.showDownload)}
          <span className={styles.note} data-tone="good">
            {t('download.done')} · {formats.bytes(download.bytes)}
          </span>
        </div>
      )
    default:
      return (
        <div className={styles.container}>
          {download !== null && (
            <p className={styles.note} data-tone="bad">
              {t('download.failed', { reason: explainDownloadError(download.reason) })}
            </p>
          )}
          <div className={styles.line}>
            {expiry?.tone !== 'over' &&
              button(
                'download',
                t(download === null ? 'download.get' : 'action.try-again'),
                name,
                actions.download,
              )}
            {offer.size !== null && expiry?.tone !== 'over' && (
              <span className={styles.note}>{formats.bytes(offer.size)}</span>
            )}
            {expiry !== null && (
              <span
                className={styles.note}
                data-tone={expiry.tone === 'near' ? 'warn' : undefined}
                title={offer.expiresAt === null ? undefined : formats.exact(offer.expiresAt)}
              >
                {expiry.tone !== 'plain' && <Icon name="clock" size={12} />}
                {expiry.text}
              </span>
            )}
          </div>
        </div>
      )
  }
}

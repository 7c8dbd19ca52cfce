import type { ReactNode } from 'react'
import type { Item } from '../../electron/model/item.ts'
import { useKeptFocus } from '../connection/use-kept-focus.ts'
import { useI18n } from '../i18n/i18n.ts'
import { Button, IconButton } from '../style/button.tsx'
import { Icon, type IconName } from '../style/icons.tsx'
import { downloadProgressText, expiryText, skipText } from './download-text.ts'
import { downloadStateOf } from './item-abilities.ts'
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

/**
 * The download of a job's result: the button, its progress, the finished file, or why there is none. When the button that
 * has the focus makes way for others, the first of them has it.
 */
export function ItemDownload(props: ItemDownloadProps) {
  const ref = useKeptFocus<HTMLDivElement>((part) => part.querySelector('button'))
  return (
    <div ref={ref} className={styles.download}>
      <DownloadState {...props} />
    </div>
  )
}

function DownloadState(props: ItemDownloadProps) {
  const { item, title, reachable, actions } = props
  const i18n = useI18n()
  const { t, formats } = i18n
  const { offer, download } = item
  if (offer === null) return null
  const name = offer.filename ?? title
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
          {button('cross', t('download.cancel'), name, actions.cancelDownload)}
          <span className={styles.note}>{t('download.queued')}</span>
        </div>
      )
    case 'running':
      return (
        <div className={styles.running}>
          <div className={styles.bar}>
            <ProgressBar
              progress={download.total === null ? null : download.received / download.total}
              label={t('download.progress', { name })}
            />
            <IconButton
              variant="smallIcon"
              icon="cross"
              size={14}
              label={t('history.labelled', { label: t('download.cancel'), title: name })}
              tabIndex={reachable ? 0 : -1}
              onClick={() => actions.cancelDownload(item)}
            />
          </div>
          <span className={styles.note}>{downloadProgressText(download, i18n)}</span>
        </div>
      )
    case 'done':
      return (
        // biome-ignore lint/a11y/noStaticElementInteractions: its buttons do the same for the keyboard
        <div
          className={styles.line}
          draggable
          title={t('download.drag')}
          onDragStart={(event) => {
            // The main process drags the file itself: a page could only drag texts.
            event.preventDefault()
            actions.dragDownload(item)
          }}
        >
          {button('file-open', t('download.open'), download.fileName, actions.openDownload)}
          {button('folder', t('download.show'), download.fileName, actions.showDownload)}
          <span className={styles.note} title={t('download.done')}>
            {formats.bytes(download.bytes)}
          </span>
        </div>
      )
    default:
      return <OfferedFile {...props} button={button} />
  }
}

interface OfferedFileProps extends ItemDownloadProps {
  readonly button: (icon: IconName, label: string, hint: string, run: (item: Item) => void) => ReactNode
}

/** A file that is not on this computer. What is said of it is either that it can be had, or why it can't. */
function OfferedFile({ item, title, now, actions, button }: OfferedFileProps) {
  const i18n = useI18n()
  const { t, formats, explainDownloadError } = i18n
  const { offer, download } = item
  const hasFailed = download?.kind === 'failed' || download?.kind === 'interrupted'
  const error = hasFailed ? t('download.failed', { reason: explainDownloadError(download.reason) }) : null
  const skipped = download?.kind === 'skipped' ? skipText(download.reason, i18n) : null
  const expiry = expiryText(item, now, i18n)
  const note = (text: string, tone?: 'bad' | 'warn', hint?: string) => (
    <span className={styles.note} data-tone={tone} title={hint}>
      {text}
    </span>
  )
  const expiresAt = offer?.expiresAt ?? null
  const exactly = expiresAt === null ? undefined : formats.exact(expiresAt)
  if (downloadStateOf(item, now) !== 'offered') {
    return (
      <div className={styles.line}>
        {error === null ? note(t('download.expired'), undefined, exactly) : note(error, 'bad')}
      </div>
    )
  }
  const label = t(error === null ? 'download.get' : 'action.try-again')
  return (
    <div className={styles.line}>
      {button('download', label, offer?.filename ?? title, (one) => actions.download([one], now))}
      {error !== null && note(error, 'bad')}
      {error === null && offer !== null && offer.size !== null && note(formats.bytes(offer.size))}
      {skipped !== null && note(skipped)}
      {expiry?.tone === 'near' && note(expiry.text, 'warn', exactly)}
      {expiry?.tone === 'plain' &&
        error === null &&
        skipped === null &&
        note(expiry.text, undefined, exactly)}
    </div>
  )
}

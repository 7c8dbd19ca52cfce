import type { AppSnapshot } from '../../electron/window/contract.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { Icon } from '../style/icons.tsx'
import styles from './notice-banner.module.css'

export interface NoticeBannerProps {
  readonly snapshot: AppSnapshot
  readonly onDetails: () => void
}

/** The small print at the bottom: what may be missing from the list above. */
export function NoticeBanner({ snapshot, onDetails }: NoticeBannerProps) {
  const { t, formats } = useI18n()
  const { gap } = snapshot.status
  const notices: string[] = []
  if (gap !== null) notices.push(t('notice.gap', { time: formats.time(gap.at) }))
  if (snapshot.rejectedCount > 0) notices.push(t('notice.setAside', { count: snapshot.rejectedCount }))
  if (notices.length === 0) return null
  return (
    <footer className={styles.notices}>
      <div className={styles.lines}>
        {notices.map((notice) => (
          <p key={notice}>
            <Icon name="warning" size={14} />
            {notice}
          </p>
        ))}
      </div>
      <button type="button" className={styles.details} onClick={onDetails}>
        {t('notice.details')}
      </button>
    </footer>
  )
}

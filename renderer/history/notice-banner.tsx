import type { View } from '../../electron/window/contract.ts'
import { useSpeech } from '../i18n/use-i18n.ts'
import { Icon } from '../style/icons.tsx'
import styles from './notice-banner.module.css'

export interface NoticesProps {
  readonly view: View
  readonly onDetails: () => void
}

/** The small print at the bottom: what may be missing from the list above. */
export function Notices({ view, onDetails }: NoticesProps) {
  const { say, formats } = useSpeech()
  const { gap } = view.status
  const notices: string[] = []
  if (gap !== null) notices.push(say('notice.gap', { time: formats.time(gap.at) }))
  if (view.setAside > 0) notices.push(say('notice.setAside', { count: view.setAside }))
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
        {say('notice.details')}
      </button>
    </footer>
  )
}

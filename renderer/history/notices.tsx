import type { View } from '../../electron/ipc/contract.ts'
import type { Formats } from '../format/formats.ts'
import { Icon } from '../style/icons.tsx'
import styles from './notices.module.css'

/** The small print at the bottom: what may be missing from the list above. */
export function Notices({ view, formats }: { readonly view: View; readonly formats: Formats }) {
  const { gap } = view.status
  const notices: string[] = []
  if (gap !== null) {
    notices.push(`The server could not fill the gap before ${formats.time(gap.at)}: messages may be missing.`)
  }
  if (view.setAside === 1) notices.push('1 message could not be understood.')
  if (view.setAside > 1) notices.push(`${view.setAside} messages could not be understood.`)
  if (notices.length === 0) return null
  return (
    <footer className={styles.notices}>
      {notices.map((notice) => (
        <p key={notice}>
          <Icon name="warning" size={14} />
          {notice}
        </p>
      ))}
    </footer>
  )
}

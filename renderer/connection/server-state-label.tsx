import type { ServerSnapshot } from '../../electron/window/contract.ts'
import { useI18n } from '../i18n/i18n.ts'
import { kindOf } from './connection-summary.ts'
import { stateLabel } from './server-state.ts'
import styles from './server-state-label.module.css'
import { StatusIcon } from './status-icon.tsx'

/** The state of one of several servers, as a picture and in words. */
export function ServerStateLabel({ server }: { readonly server: ServerSnapshot }) {
  const { t } = useI18n()
  const kind = kindOf(server)
  return (
    <span className={styles.state} data-kind={kind}>
      <StatusIcon kind={kind} size={12} />
      {stateLabel(server, t)}
    </span>
  )
}

import type { Connection } from '../../electron/model/connection.ts'
import { Icon, type IconName } from '../style/icons.tsx'
import styles from './status-icon.module.css'

export type StatusKind = Connection['kind'] | 'no-server'

/** A different shape for each state, so that no state is shown by colour alone. */
const icons = {
  open: 'check',
  connecting: 'ring',
  waiting: 'clock',
  offline: 'offline',
  'signed-out': 'key',
  stopped: 'stop',
  'no-server': 'plug',
} as const satisfies Record<StatusKind, IconName>

export function StatusIcon({ kind }: { readonly kind: StatusKind }) {
  return (
    <span className={styles.disc} data-kind={kind}>
      <Icon name={icons[kind]} />
    </span>
  )
}

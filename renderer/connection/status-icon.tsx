import { Icon, type IconName, type IconProps } from '../style/icons.tsx'
import type { StatusKind } from './connection-summary.ts'

/** A different shape for each state, so that no state is shown by colour alone. */
const statusIcons = {
  open: 'check',
  connecting: 'ring',
  waiting: 'clock',
  offline: 'offline',
  'signed-out': 'key',
  'signing-in': 'link',
  stopped: 'stop',
  'no-server': 'plug',
  unencrypted: 'warning',
} as const satisfies Record<StatusKind, IconName>

export interface StatusIconProps extends Pick<IconProps, 'size'> {
  readonly kind: StatusKind
}

/** The state of a connection as a picture, which stands beside its words. */
export function StatusIcon({ kind, size = 16 }: StatusIconProps) {
  return <Icon name={statusIcons[kind]} size={size} spinning={kind === 'connecting'} />
}

import { Icon, type IconName } from '../style/icons.tsx'
import styles from './item-icon.module.css'
import type { ItemTone } from './item-text.ts'

const icons = {
  note: 'bell',
  important: 'warning',
  critical: 'warning',
  queued: 'dashed',
  running: 'ring',
  succeeded: 'check-circle',
  failed: 'cross-circle',
  cancelled: 'ban',
} as const satisfies Record<ItemTone, IconName>

export function ItemIcon({ tone, stalled }: { readonly tone: ItemTone; readonly stalled: boolean }) {
  return (
    <span className={styles.icon} data-tone={tone} data-stalled={stalled ? '' : undefined}>
      <Icon name={icons[tone]} size={18} />
    </span>
  )
}

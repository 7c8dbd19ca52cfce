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

export function ItemIcon({ tone }: { readonly tone: ItemTone }) {
  return (
    <span className={styles.icon} data-tone={tone}>
      <Icon name={icons[tone]} size={18} />
    </span>
  )
}

import type { IconName } from '../style/icons.tsx'
import type { ItemTone } from './item-text.ts'

export const toneIcons = {
  note: 'bell',
  important: 'warning',
  critical: 'warning',
  queued: 'dashed',
  running: 'ring',
  succeeded: 'check-circle',
  failed: 'cross-circle',
  cancelled: 'ban',
} as const satisfies Record<ItemTone, IconName>

import type { Bridge } from '../../electron/ipc/contract.ts'
import buttons from '../style/button.module.css'
import styles from './filter-bar.module.css'

export type Filter = 'all' | 'unread'

export interface FilterBarProps {
  readonly bridge: Bridge
  readonly unread: number
  readonly filter: Filter
  readonly onFilter: (filter: Filter) => void
}

export function FilterBar({ bridge, unread, filter, onFilter }: FilterBarProps) {
  return (
    <div className={styles.bar}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms; this is a pair of switches */}
      <div className={styles.switch} role="group" aria-label="Show">
        <button type="button" aria-pressed={filter === 'all'} onClick={() => onFilter('all')}>
          All
        </button>
        <button type="button" aria-pressed={filter === 'unread'} onClick={() => onFilter('unread')}>
          Unread
          {unread > 0 && <span className={styles.count}>{unread > 999 ? '999+' : unread}</span>}
        </button>
      </div>
      <button
        type="button"
        className={buttons.plain}
        disabled={unread === 0}
        onClick={() => bridge.send({ type: 'mark-all-read' })}
      >
        Mark all read
      </button>
    </div>
  )
}

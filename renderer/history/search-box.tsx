import type { RefObject } from 'react'
import { useCommandKeys } from '../commands/use-command-keys.ts'
import { useI18n } from '../i18n/i18n.ts'
import { isComposing } from '../keyboard.ts'
import { IconButton } from '../style/button.tsx'
import { Icon } from '../style/icons.tsx'
import styles from './search-box.module.css'

export interface SearchBoxProps {
  readonly value: string
  readonly onChange: (value: string) => void
  /** Moves the focus to the list. */
  readonly onLeave: () => void
  readonly inputRef: RefObject<HTMLInputElement | null>
}

/** Searches while the user types. Escape clears it and then leaves it. */
export function SearchBox({ value, onChange, onLeave, inputRef }: SearchBoxProps) {
  const { t } = useI18n()
  const { keysOf, ariaKeysOf } = useCommandKeys()
  return (
    <div className={styles.box}>
      <Icon name="search" size={14} />
      <input
        ref={inputRef}
        className={styles.input}
        type="search"
        value={value}
        placeholder={t('filter.search-hint')}
        aria-label={t('filter.search')}
        aria-keyshortcuts={ariaKeysOf('search')}
        maxLength={200}
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (isComposing(event.nativeEvent)) return
          if (event.key === 'Escape' && value !== '') onChange('')
          else if (event.key === 'Escape' || event.key === 'ArrowDown' || event.key === 'Enter') onLeave()
          else return
          event.preventDefault()
          event.stopPropagation()
        }}
      />
      {value === '' ? (
        <span className={styles.key} aria-hidden="true">
          {keysOf('search')}
        </span>
      ) : (
        <IconButton
          variant="smallIcon"
          className={styles.clear}
          icon="cross"
          size={14}
          label={t('filter.clear')}
          onClick={() => {
            onChange('')
            inputRef.current?.focus()
          }}
        />
      )}
    </div>
  )
}

import { type RefObject, useEffect } from 'react'
import { useI18n } from '../i18n/i18n.ts'
import { isComposing, isLetterKey, isSlashKey } from '../keyboard.ts'
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

/** Searches while the user types. `/` focuses it from anywhere, Escape clears it and then leaves it. */
export function SearchBox({ value, onChange, onLeave, inputRef }: SearchBoxProps) {
  const { t } = useI18n()
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const { target } = event
      const typing = target instanceof HTMLElement && target.matches('input, select, textarea, [role=menu] *')
      const hasModifier = event.ctrlKey || event.metaKey
      const isSlash = isSlashKey(event) && !hasModifier && !typing
      if (!isSlash && !(isLetterKey(event, 'f') && hasModifier)) return
      event.preventDefault()
      inputRef.current?.focus()
      inputRef.current?.select()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [inputRef])
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
        aria-keyshortcuts="/"
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
          /
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

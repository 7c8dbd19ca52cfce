import { type RefObject, useEffect } from 'react'
import { useI18n } from '../i18n/use-i18n.ts'
import { Icon } from '../style/icons.tsx'
import styles from './search-box.module.css'

export interface SearchBoxProps {
  readonly value: string
  readonly onChange: (value: string) => void
  /** The keyboard goes on to the list. */
  readonly onLeave: () => void
  readonly inputRef: RefObject<HTMLInputElement | null>
}

/** Finds as one types. `/` comes here from anywhere, Escape clears it and then leaves. */
export function SearchBox({ value, onChange, onLeave, inputRef }: SearchBoxProps) {
  const { t } = useI18n()
  useEffect(() => {
    const find = (event: KeyboardEvent) => {
      const { target } = event
      const typing = target instanceof HTMLElement && target.matches('input, select, textarea, [role=menu] *')
      const asked = event.key === '/' || (event.key.toLowerCase() === 'f' && (event.ctrlKey || event.metaKey))
      if (!asked || (typing && event.key === '/')) return
      event.preventDefault()
      inputRef.current?.focus()
      inputRef.current?.select()
    }
    document.addEventListener('keydown', find)
    return () => document.removeEventListener('keydown', find)
  }, [inputRef])
  return (
    <div className={styles.box}>
      <Icon name="search" size={14} />
      <input
        ref={inputRef}
        className={styles.input}
        type="search"
        value={value}
        placeholder={t('filter.searchHint')}
        aria-label={t('filter.search')}
        aria-keyshortcuts="/"
        maxLength={200}
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
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
        <button
          type="button"
          className={styles.clear}
          aria-label={t('filter.clear')}
          title={t('filter.clear')}
          onClick={() => {
            onChange('')
            inputRef.current?.focus()
          }}
        >
          <Icon name="cross" size={14} />
        </button>
      )}
    </div>
  )
}

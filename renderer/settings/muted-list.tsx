import { useId, useState } from 'react'
import { useI18n } from '../i18n/i18n.ts'
import buttons from '../style/button.module.css'
import fields from '../style/field.module.css'
import { Icon } from '../style/icons.tsx'
import styles from './muted-list.module.css'

export interface MutedListProps {
  readonly muted: readonly string[]
  /** Categories to suggest. */
  readonly known: readonly string[]
  readonly onChange: (muted: readonly string[]) => void
}

/** The categories without notifications. */
export function MutedList({ muted, known, onChange }: MutedListProps) {
  const { t } = useI18n()
  const id = useId()
  const [typed, setTyped] = useState('')
  const category = typed.trim()
  return (
    <>
      <p className={fields.hint}>{t(muted.length === 0 ? 'settings.mutedNone' : 'settings.mutedHint')}</p>
      {muted.length > 0 && (
        <ul className={styles.list}>
          {muted.map((one) => (
            <li key={one} className={styles.one}>
              <span dir="auto">{one}</span>
              <button
                type="button"
                aria-label={t('settings.mutedRemove', { category: one })}
                title={t('settings.mutedRemove', { category: one })}
                onClick={() => onChange(muted.filter((other) => other !== one))}
              >
                <Icon name="cross" size={12} />
              </button>
            </li>
          ))}
        </ul>
      )}
      <form
        className={fields.withButton}
        onSubmit={(event) => {
          event.preventDefault()
          if (category === '') return
          if (!muted.includes(category)) onChange([...muted, category])
          setTyped('')
        }}
      >
        <input
          className={fields.input}
          value={typed}
          dir="auto"
          list={id}
          maxLength={100}
          aria-label={t('settings.mutedAdd')}
          placeholder={t('settings.mutedAdd')}
          onChange={(event) => setTyped(event.target.value)}
        />
        <datalist id={id}>
          {known
            .filter((one) => !muted.includes(one))
            .map((one) => (
              <option key={one} value={one} />
            ))}
        </datalist>
        <button type="submit" className={`${buttons.outlined} ${styles.add}`} disabled={category === ''}>
          {t('settings.mutedAddButton')}
        </button>
      </form>
    </>
  )
}

import { useId, useState } from 'react'
import { useI18n } from '../i18n/i18n.ts'
import { Button, IconButton } from '../style/button.tsx'
import fields from '../style/field.module.css'
import { useChangeSettings, useWindow } from '../window-context.ts'
import styles from './muted-list.module.css'

/** The categories without notifications. */
export function MutedList() {
  const { categories, settings } = useWindow().snapshot
  const change = useChangeSettings()
  const { t } = useI18n()
  const id = useId()
  const [typed, setTyped] = useState('')
  const category = typed.trim()
  const muted = settings.mutedCategories
  return (
    <>
      <p className={fields.hint}>{t(muted.length === 0 ? 'settings.mutedNone' : 'settings.mutedHint')}</p>
      {muted.length > 0 && (
        <ul className={styles.list}>
          {muted.map((one) => (
            <li key={one} className={styles.category}>
              <span dir="auto">{one}</span>
              <IconButton
                variant="smallIcon"
                icon="cross"
                size={12}
                label={t('settings.mutedRemove', { category: one })}
                onClick={() => change({ mutedCategories: muted.filter((other) => other !== one) })}
              />
            </li>
          ))}
        </ul>
      )}
      <form
        className={fields.withButton}
        onSubmit={(event) => {
          event.preventDefault()
          if (category === '') return
          if (!muted.includes(category)) change({ mutedCategories: [...muted, category] })
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
          {categories
            .filter((one) => !muted.includes(one))
            .map((one) => (
              <option key={one} value={one} />
            ))}
        </datalist>
        <Button type="submit" variant="outlined" disabled={category === ''}>
          {t('settings.mutedAddButton')}
        </Button>
      </form>
    </>
  )
}

import { useId, useState } from 'react'
import { useI18n } from '../i18n/i18n.ts'
import { Button, IconButton } from '../style/button.tsx'
import fields from '../style/field.module.css'
import { ServerDot } from '../style/server-dot.tsx'
import { useChangeSettings, useWindow } from '../window-context.ts'
import styles from './muted-list.module.css'

/** The servers and the categories without notifications. */
export function MutedList() {
  const { bridge, snapshot } = useWindow()
  const { categories, settings } = snapshot
  const change = useChangeSettings()
  const { t, isolate } = useI18n()
  const id = useId()
  const [typed, setTyped] = useState('')
  const category = typed.trim()
  const muted = settings.mutedCategories
  const servers = snapshot.servers.filter((server) => server.settings.muted)
  const isNone = muted.length === 0 && servers.length === 0
  return (
    <>
      <p className={fields.hint}>{t(isNone ? 'settings.mutedNone' : 'settings.mutedHint')}</p>
      {!isNone && (
        <ul className={styles.list}>
          {servers.map(({ key, name, settings: { colour } }) => (
            <li key={`server ${key}`} className={styles.muted}>
              <ServerDot colour={colour} />
              <span className={styles.name} dir="auto" title={name}>
                {name}
              </span>
              <IconButton
                variant="smallIcon"
                icon="cross"
                size={12}
                label={t('settings.mutedRemove', { category: isolate(name) })}
                onClick={() => bridge.send({ type: 'change-server', server: key, change: { muted: false } })}
              />
            </li>
          ))}
          {muted.map((one) => (
            <li key={`category ${one}`} className={styles.muted}>
              <span className={styles.name} dir="auto">
                {one}
              </span>
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

import { useState } from 'react'
import { isMuted, withMute, withoutMute } from '../../electron/model/mute.ts'
import { serverColours } from '../../electron/model/settings.ts'
import type { ServerSnapshot } from '../../electron/window/contract.ts'
import { isUnencrypted, serverName } from '../connection/status-text.ts'
import { useI18n } from '../i18n/i18n.ts'
import fields from '../style/field.module.css'
import { Icon } from '../style/icons.tsx'
import { TextField } from '../style/text-field.tsx'
import { useChangeSettings, useWindow } from '../window-context.ts'
import { ChoiceField, choicesOf, SwitchField } from './fields.tsx'

interface FieldProps {
  readonly server: ServerSnapshot
}

const maxNameLength = 60

/** What the user calls the server. An empty name is that of its host. */
export function NameField({ server }: FieldProps) {
  const { bridge } = useWindow()
  const { t } = useI18n()
  /** Null: nothing is being typed. */
  const [draft, setDraft] = useState<string | null>(null)
  const { name } = server.settings
  const save = () => {
    if (draft === null) return
    const typed = draft.trim() === '' ? null : draft.trim()
    if (typed !== name) bridge.send({ type: 'change-server', server: server.key, change: { name: typed } })
    setDraft(null)
  }
  return (
    <TextField
      label={t('server.name')}
      value={draft ?? name ?? ''}
      dir="auto"
      maxLength={maxNameLength}
      placeholder={serverName(server.address)}
      spellCheck={false}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === 'Enter') save()
        if (event.key !== 'Escape' || draft === null) return
        event.stopPropagation()
        setDraft(null)
      }}
    />
  )
}

/** The colour beside the server's name. */
export function ColourField({ server }: FieldProps) {
  const { bridge } = useWindow()
  const { t } = useI18n()
  return (
    <ChoiceField
      label={t('server.colour')}
      value={server.settings.colour}
      choices={choicesOf(serverColours, (colour) => t(`colour.${colour}`))}
      onChange={(colour) => bridge.send({ type: 'change-server', server: server.key, change: { colour } })}
    />
  )
}

/** Whether the server's items raise no notifications. */
export function MuteField({ server }: FieldProps) {
  const { rules } = useWindow().snapshot.settings
  const change = useChangeSettings()
  const target = { source: server.id }
  const { t } = useI18n()
  return (
    <SwitchField
      label={t('item.mute-server')}
      hint={t('server.mute-hint')}
      checked={isMuted(rules, target)}
      onChange={(muted) => change({ rules: muted ? withMute(rules, target) : withoutMute(rules, target) })}
    />
  )
}

/** Warns where others can read and change what the server sends. */
export function UnencryptedNote({ server }: FieldProps) {
  const { t } = useI18n()
  if (!isUnencrypted(server.address)) return null
  return (
    <p className={fields.found} data-tone="warn">
      <Icon name="warning" size={14} />
      <span>{t('status.not-encrypted-hint')}</span>
    </p>
  )
}

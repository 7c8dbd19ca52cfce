import { type ReactNode, useId } from 'react'
import type { Settings } from '../../electron/model/settings.ts'
import { useI18n } from '../i18n/i18n.ts'
import fields from '../style/field.module.css'
import { useChangeSettings, useIsLocked, useWindow } from '../window-context.ts'
import { LockedNote } from './locked-note.tsx'
import { type SettingName, settingMark } from './setting-list.ts'
import styles from './settings.module.css'

export interface GroupProps {
  readonly title: string
  /** For the palette to jump to, where the whole group is one setting. */
  readonly setting?: SettingName
  readonly children: ReactNode
}

/** A group of settings under a heading. */
export function Group({ title, setting, children }: GroupProps) {
  const id = useId()
  return (
    <section className={styles.group} aria-labelledby={id} {...settingMark(setting)}>
      <h2 className={styles.groupTitle} id={id} tabIndex={setting === undefined ? undefined : -1}>
        {title}
      </h2>
      {children}
    </section>
  )
}

export interface SwitchFieldProps {
  /** For the palette to jump to. */
  readonly setting?: SettingName
  /** What it shows: where the organization has decided that, it can't be changed. */
  readonly locksWith?: keyof Settings
  readonly label: string
  readonly hint?: string
  readonly checked: boolean
  /** It can't be changed, for the reason that the hint says. */
  readonly disabled?: boolean
  readonly onChange: (checked: boolean) => void
}

/** A setting that is on or off. */
export function SwitchField(props: SwitchFieldProps) {
  const { setting, locksWith, label, hint, checked, disabled = false, onChange } = props
  const id = useId()
  const isLocked = useIsLocked(locksWith)
  return (
    <div className={fields.row} {...settingMark(setting)}>
      <div className={fields.text}>
        <label htmlFor={id}>{label}</label>
        {hint !== undefined && (
          <span className={fields.hint} id={`${id}-hint`}>
            {hint}
          </span>
        )}
        {isLocked && <LockedNote id={`${id}-locked`} />}
      </div>
      <input
        id={id}
        className={fields.switch}
        type="checkbox"
        role="switch"
        aria-checked={checked}
        checked={checked}
        disabled={isLocked || disabled}
        aria-describedby={describedBy(id, hint !== undefined, isLocked)}
        onChange={(event) => onChange(event.target.checked)}
      />
    </div>
  )
}

type SwitchKey = {
  [Key in keyof Settings]: Settings[Key] extends boolean ? Key : never
}[keyof Settings]

export interface SettingSwitchProps extends Pick<SwitchFieldProps, 'hint' | 'disabled'> {
  readonly name: SettingName
  /** What it changes. */
  readonly of: SwitchKey
}

/** One of the settings that are on or off. */
export function SettingSwitch({ name, of: key, ...props }: SettingSwitchProps) {
  const { settings } = useWindow().snapshot
  const change = useChangeSettings()
  const { t } = useI18n()
  const set = (checked: boolean) => {
    const changed: Partial<Record<SwitchKey, boolean>> = { [key]: checked }
    change(changed)
  }
  return (
    <SwitchField
      {...props}
      setting={name}
      locksWith={key}
      label={t(name)}
      checked={settings[key]}
      onChange={set}
    />
  )
}

export interface Choice<Value extends string | number> {
  readonly value: Value
  readonly label: string
  /** The language of the label, if it is another one. */
  readonly lang?: string
  /** For names that others gave. */
  readonly dir?: 'auto'
}

export interface ChoiceFieldProps<Value extends string | number> {
  /** For the palette to jump to. */
  readonly setting?: SettingName
  /** What it shows: where the organization has decided that, it can't be changed. */
  readonly locksWith?: keyof Settings
  readonly label: string
  readonly hint?: string | undefined
  readonly value: Value
  readonly choices: readonly Choice<Value>[]
  readonly onChange: (value: Value) => void
}

/** A choice of a few values, as a native list. */
export function ChoiceField<Value extends string | number>(props: ChoiceFieldProps<Value>) {
  const { setting, locksWith, label, hint, value, choices, onChange } = props
  const id = useId()
  const isLocked = useIsLocked(locksWith)
  return (
    <>
      <div className={fields.row} {...settingMark(setting)}>
        <div className={fields.text}>
          <label htmlFor={id}>{label}</label>
          {isLocked && <LockedNote id={`${id}-locked`} />}
        </div>
        <select
          id={id}
          className={fields.select}
          value={value}
          disabled={isLocked}
          aria-describedby={describedBy(id, hint !== undefined, isLocked)}
          onChange={(event) => {
            const chosen = choices[event.target.selectedIndex]
            if (chosen !== undefined) onChange(chosen.value)
          }}
        >
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value} lang={choice.lang} dir={choice.dir}>
              {choice.label}
            </option>
          ))}
        </select>
      </div>
      {hint !== undefined && (
        <span className={fields.hint} id={`${id}-hint`}>
          {hint}
        </span>
      )}
    </>
  )
}

/** Values with what they are called. */
export function choicesOf<const Value extends string | number>(
  values: readonly Value[],
  labelOf: (value: Value) => string,
): readonly Choice<Value>[] {
  return values.map((value) => ({ value, label: labelOf(value) }))
}

function describedBy(id: string, hasHint: boolean, isLocked: boolean): string | undefined {
  const ids = [...(hasHint ? [`${id}-hint`] : []), ...(isLocked ? [`${id}-locked`] : [])]
  return ids.length === 0 ? undefined : ids.join(' ')
}

/** The choices in order, with the current value added if it is none of them. */
export function withCurrent(choices: readonly number[], current: number): readonly number[] {
  return choices.includes(current) ? choices : [...choices, current].sort((a, b) => a - b)
}

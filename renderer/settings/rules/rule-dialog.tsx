import { useEffect, useId, useState } from 'react'
import { maxRuleWordsLength, type Rule } from '../../../electron/model/rule.ts'
import { useI18n } from '../../i18n/i18n.ts'
import fields from '../../style/field.module.css'
import { FormDialog } from '../../style/form-dialog.tsx'
import { TextField } from '../../style/text-field.tsx'
import { useWindow } from '../../window-context.ts'
import { FetchFields } from '../fetch-fields.tsx'
import { ChoiceField, choicesOf, SwitchField } from '../fields.tsx'
import { trimmed } from './edit-rules.ts'
import { RuleTrialText } from './rule-trial-text.tsx'
import styles from './rules.module.css'

export interface RuleDialogProps {
  /** As it is stored, or a new one. */
  readonly rule: Rule
  readonly onStore: (rule: Rule) => void
  /** Stores the rules that there were before. */
  readonly onRestore: (rules: readonly Rule[]) => void
  readonly onClose: () => void
}

/** Changes a rule. It is stored at the end, or before its folder is chosen; whoever cancels then gets the rules back. */
export function RuleDialog({ rule, onStore, onRestore, onClose }: RuleDialogProps) {
  const { bridge, snapshot } = useWindow()
  const { settings } = snapshot
  const { t } = useI18n()
  const id = useId()
  const [draft, setDraft] = useState(rule)
  const [rulesBefore] = useState(settings.rules)
  const [isStored, setIsStored] = useState(false)
  const isNew = !rulesBefore.some((one) => one.id === rule.id)
  const change = (parts: Partial<Rule>) => setDraft((last) => ({ ...last, ...parts }))

  // The main process changes the stored rule when the user has chosen a folder.
  const chosen = settings.rules.find((one) => one.id === rule.id)?.fetch?.folder
  useEffect(() => {
    if (!isStored || chosen === undefined) return
    setDraft((last) => (last.fetch === null ? last : { ...last, fetch: { ...last.fetch, folder: chosen } }))
  }, [isStored, chosen])

  const cancel = () => {
    if (isStored) onRestore(rulesBefore)
    onClose()
  }
  const isShown = draft.notify !== 'never'
  return (
    <FormDialog
      title={t(isNew ? 'rules.new' : 'rules.change')}
      submitLabel={t('rules.save')}
      isValid
      isWide
      onSubmit={() => {
        onStore(trimmed(draft))
        onClose()
      }}
      onClose={cancel}
    >
      <section className={styles.part} aria-labelledby={`${id}-when`}>
        <h3 className={styles.heading} id={`${id}-when`}>
          {t('rules.when')}
        </h3>
        <ConditionFields when={draft.when} onChange={(when) => change({ when })} />
        <RuleTrialText rule={trimmed(draft)} />
      </section>
      <section className={styles.part} aria-labelledby={`${id}-then`}>
        <h3 className={styles.heading} id={`${id}-then`}>
          {t('rules.then')}
        </h3>
        <ChoiceField
          label={t('rules.notify')}
          value={draft.notify}
          choices={choicesOf(['as-usual', 'always', 'never'], (one) => t(`rules.notify-${one}`))}
          onChange={(notify) => change({ notify })}
        />
        {isShown && (
          <>
            <ChoiceField
              label={t('rules.sound')}
              value={draft.sound}
              choices={choicesOf(['as-usual', 'on', 'off'], (one) => t(`rules.sound-${one}`))}
              onChange={(sound) => change({ sound })}
            />
            <SwitchField
              label={t('rules.keep')}
              hint={t('rules.keep-hint')}
              checked={draft.keepOnScreen}
              onChange={(keepOnScreen) => change({ keepOnScreen })}
            />
          </>
        )}
        <FetchFields
          value={draft.fetch}
          folders={settings.folders}
          onChange={(fetch) => change({ fetch })}
          onChooseFolder={() => {
            onStore(trimmed(draft))
            setIsStored(true)
            bridge.send({ type: 'choose-folder', rule: draft.id })
          }}
        />
      </section>
    </FormDialog>
  )
}

interface ConditionFieldsProps {
  readonly when: Rule['when']
  readonly onChange: (when: Rule['when']) => void
}

function ConditionFields({ when, onChange }: ConditionFieldsProps) {
  const { categories, sources } = useWindow().snapshot
  const { t } = useI18n()
  const id = useId()
  // A rule about a server that was removed since can be about any again.
  const hasServers = sources.length > 1 || when.source !== null
  const isListed = sources.some((source) => source.id === when.source)
  const any = { value: '', label: t('rules.any-server') }
  const servers = sources.map((source) => ({ value: source.id, label: source.name, dir: 'auto' as const }))
  const removed = when.source === null || isListed ? [] : [{ value: when.source, label: when.source }]
  return (
    <>
      <TextField
        label={t('rules.category')}
        data-first-focus=""
        dir="auto"
        list={id}
        maxLength={100}
        value={when.category ?? ''}
        onChange={(event) => onChange({ ...when, category: event.target.value })}
      >
        <datalist id={id}>
          {categories.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      </TextField>
      <TextField
        label={t('rules.words')}
        dir="auto"
        maxLength={maxRuleWordsLength}
        value={when.words ?? ''}
        onChange={(event) => onChange({ ...when, words: event.target.value })}
      />
      {hasServers && (
        <ChoiceField
          label={t('rules.server')}
          value={when.source ?? ''}
          choices={[any, ...servers, ...removed]}
          onChange={(source) => onChange({ ...when, source: source === '' ? null : source })}
        />
      )}
      <p className={fields.hint}>{t('rules.when-hint')}</p>
    </>
  )
}

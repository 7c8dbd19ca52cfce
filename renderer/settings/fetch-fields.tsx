import { useId } from 'react'
import type { ChosenFolder, FetchRule } from '../../electron/model/rule.ts'
import { useI18n } from '../i18n/i18n.ts'
import { Button, IconButton } from '../style/button.tsx'
import fields from '../style/field.module.css'
import layout from '../style/layout.module.css'
import styles from './fetch-fields.module.css'
import { ChoiceField, choicesOf, SwitchField, withCurrent } from './fields.tsx'

export interface FetchFieldsProps {
  /** Null: results are not downloaded by themselves. */
  readonly value: FetchRule | null
  readonly folders: readonly ChosenFolder[]
  readonly onChange: (value: FetchRule | null) => void
  /** To be answered with the command `choose-folder`: the main process asks the user, and changes the rule. */
  readonly onChooseFolder: () => void
}

const atFirst: FetchRule = { maxMegabytes: 100, folder: null }
const sizes = [10, 50, 100, 500, 1_000, 5_000, 20_000]

/** Whether, how large and where the results are downloaded to which a rule applies. */
export function FetchFields({ value, folders, onChange, onChooseFolder }: FetchFieldsProps) {
  const { t, formats } = useI18n()
  return (
    <>
      <SwitchField
        label={t('settings.fetch')}
        hint={t('settings.fetch-hint')}
        checked={value !== null}
        onChange={(isOn) => onChange(isOn ? atFirst : null)}
      />
      {value !== null && (
        <>
          <ChoiceField
            label={t('settings.fetch-max')}
            value={value.maxMegabytes}
            choices={choicesOf(withCurrent(sizes, value.maxMegabytes), (size) =>
              formats.bytes(size * 1_000_000),
            )}
            onChange={(maxMegabytes) => onChange({ ...value, maxMegabytes })}
          />
          <FolderField value={value} folders={folders} onChange={onChange} onChooseFolder={onChooseFolder} />
        </>
      )}
    </>
  )
}

interface FolderFieldProps extends FetchFieldsProps {
  readonly value: FetchRule
}

function FolderField({ value, folders, onChange, onChooseFolder }: FolderFieldProps) {
  const { t } = useI18n()
  const id = useId()
  const path = folders.find(({ id: folder }) => folder === value.folder)?.path
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be drawn as a box
    <div className={fields.row} role="group" aria-labelledby={id}>
      <span id={id}>{t('settings.fetch-folder')}</span>
      <span className={styles.folder}>
        {path === undefined ? (
          <span className={styles.name}>
            {t(value.folder === null ? 'settings.fetch-downloads' : 'settings.fetch-unknown')}
          </span>
        ) : (
          <span className={`${styles.name} ${layout.oneLine}`} dir="auto" title={path}>
            {nameOf(path)}
          </span>
        )}
        {value.folder !== null && (
          <IconButton
            variant="smallIcon"
            icon="cross"
            size={12}
            label={t('settings.fetch-reset')}
            onClick={() => onChange({ ...value, folder: null })}
          />
        )}
        <Button
          type="button"
          variant="outlined"
          aria-label={t('settings.fetch-choose-label')}
          onClick={onChooseFolder}
        >
          {t('settings.fetch-choose')}
        </Button>
      </span>
    </div>
  )
}

/** The last part of a path; of a disk's own folder all of it. */
function nameOf(path: string): string {
  return path.split(/[/\\]/).findLast((part) => part !== '') ?? path
}

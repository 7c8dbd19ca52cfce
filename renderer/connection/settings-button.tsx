import { actionTexts } from '../../electron/model/shared-actions.ts'
import { useCommandKeys } from '../commands/use-command-keys.ts'
import { useI18n } from '../i18n/i18n.ts'
import { IconButton } from '../style/button.tsx'
import { openerMark } from '../use-page-focus.ts'
import { useWindow } from '../window-context.ts'
import { seenRejected } from './seen-rejected.ts'
import styles from './settings-button.module.css'

/** Opens the settings. A dot tells that events could not be read, until the user has looked at the diagnostics. */
export function SettingsButton({ onClick }: { readonly onClick: () => void }) {
  const { snapshot, memory } = useWindow()
  const { t } = useI18n()
  const { ariaKeysOf } = useCommandKeys()
  const { rejectedCount: count } = snapshot
  const hasNew = count > seenRejected(memory)
  return (
    <span className={styles.button}>
      <IconButton
        icon="gear"
        size={18}
        label={hasNew ? t('settings.open-with-rejected', { count }) : t(actionTexts.settings)}
        aria-keyshortcuts={ariaKeysOf('settings')}
        onClick={onClick}
        {...openerMark('settings')}
      />
      {hasNew && <span className={styles.dot} />}
    </span>
  )
}

import type { TextKey } from '../../electron/i18n/i18n.ts'
import { useI18n } from '../i18n/i18n.ts'
import { type Shortcut, shortcutText } from '../shortcuts.ts'
import { Button } from '../style/button.tsx'
import fields from '../style/field.module.css'
import { useWindow } from '../window-context.ts'
import styles from './about.module.css'
import { Group } from './fields.tsx'
import { ReportProblem } from './report-problem.tsx'
import { WhatsNew } from './whats-new.tsx'

const shortcuts: readonly (readonly [WindowText, Shortcut])[] = [
  ['about.key-move', 'arrows'],
  ['filter.search-hint', 'search'],
  ['action.open', 'enter'],
  ['about.key-read', 'read'],
  ['item.delete', 'delete'],
  ['undo.undo', 'undo'],
  ['about.key-menu', 'menu'],
  ['about.key-back', 'escape'],
]

/** What Tidings is, what is new in it, where to report a problem, and its keyboard shortcuts. */
export function About() {
  const { snapshot, bridge, keyboard } = useWindow()
  const { t } = useI18n()
  return (
    <div>
      <Group title={t('about.name')}>
        <p>{t('about.text')}</p>
        <p className={fields.hint}>
          {t('about.version', { version: snapshot.version })} · {t('about.license')}
        </p>
        <div className={styles.buttons}>
          <WhatsNew />
          <Button variant="outlined" onClick={() => bridge.send({ type: 'show-licenses' })}>
            {t('about.licenses')}
          </Button>
        </div>
      </Group>
      <Group title={t('about.problems')}>
        <ReportProblem />
      </Group>
      <Group title={t('about.keys')}>
        <dl className={fields.pairs}>
          {shortcuts.map(([what, shortcut]) => (
            <div key={shortcut}>
              <dt>{t(what)}</dt>
              <dd>
                <kbd dir="ltr">{shortcutText(shortcut, keyboard, t)}</kbd>
              </dd>
            </div>
          ))}
        </dl>
      </Group>
    </div>
  )
}

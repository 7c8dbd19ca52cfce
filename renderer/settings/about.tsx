import { ShortcutList } from '../commands/shortcut-list.tsx'
import { useI18n } from '../i18n/i18n.ts'
import { Button } from '../style/button.tsx'
import fields from '../style/field.module.css'
import { useWindow } from '../window-context.ts'
import styles from './about.module.css'
import { Group } from './fields.tsx'
import { ManagedBy } from './managed-by.tsx'
import { ReportProblem } from './report-problem.tsx'
import { WhatsNew } from './whats-new.tsx'

/** What Tidings is, what is new in it, where to report a problem, and its keyboard shortcuts. */
export function About() {
  const { snapshot, bridge } = useWindow()
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
      <ManagedBy />
      <Group title={t('about.problems')}>
        <ReportProblem />
      </Group>
      <Group title={t('shortcuts.title')} setting="shortcuts.title">
        <ShortcutList />
      </Group>
    </div>
  )
}

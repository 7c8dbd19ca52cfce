import { useI18n, type WindowText } from '../i18n/i18n.ts'
import { Button } from '../style/button.tsx'
import fields from '../style/field.module.css'
import { useWindow } from '../window-context.ts'
import styles from './about.module.css'
import { Group } from './fields.tsx'
import { ReportProblem } from './report-problem.tsx'
import { WhatsNew } from './whats-new.tsx'

const keys: readonly (readonly [WindowText, WindowText])[] = [
  ['about.keyMove', 'about.key.arrows'],
  ['about.keySearch', 'about.key.search'],
  ['about.keyOpen', 'about.key.enter'],
  ['about.keyRead', 'about.key.read'],
  ['about.keyDelete', 'about.key.delete'],
  ['about.keyUndo', 'about.key.undo'],
  ['about.keyMenu', 'about.key.menu'],
  ['about.keyBack', 'about.key.escape'],
]

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
      <Group title={t('about.problems')}>
        <ReportProblem />
      </Group>
      <Group title={t('about.keys')}>
        <dl className={fields.pairs}>
          {keys.map(([what, key]) => (
            <div key={key}>
              <dt>{t(what)}</dt>
              <dd>
                <kbd dir="ltr">{t(key)}</kbd>
              </dd>
            </div>
          ))}
        </dl>
      </Group>
    </div>
  )
}

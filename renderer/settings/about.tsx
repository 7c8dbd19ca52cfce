import { useState } from 'react'
import { ShortcutList } from '../commands/shortcut-list.tsx'
import { useI18n } from '../i18n/i18n.ts'
import { Button } from '../style/button.tsx'
import fields from '../style/field.module.css'
import layout from '../style/layout.module.css'
import { useWindow } from '../window-context.ts'
import { Group } from './fields.tsx'
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
        <div className={layout.buttons}>
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

/** Where the policy of the organization is, and what of it is not used. Without a policy there is nothing to say. */
function ManagedBy() {
  const { managed } = useWindow().snapshot
  const { t, isolate } = useI18n()
  if (managed === null) return null
  const place = isolate(managed.place)
  return (
    <Group title={t('about.managed')}>
      <p className={fields.hint}>
        {t(managed.isRefused ? 'about.managed-refused' : 'about.managed-place', { place })}
      </p>
      {managed.problems.map((problem) => (
        <p key={problem} className={fields.hint}>
          {problem}
        </p>
      ))}
    </Group>
  )
}

/** Copies the report, opens the page for it, and says what to do there. */
function ReportProblem() {
  const { bridge } = useWindow()
  const { t } = useI18n()
  const [isReported, setIsReported] = useState(false)
  return (
    <>
      <p className={fields.hint} id="report-problem-hint" aria-live="polite">
        {t(isReported ? 'about.reported' : 'about.report-hint')}
      </p>
      <div className={layout.buttons}>
        <Button
          variant="outlined"
          aria-describedby="report-problem-hint"
          onClick={() => {
            bridge.send({ type: 'report-problem' })
            setIsReported(true)
          }}
        >
          {t('about.report')}
        </Button>
      </div>
    </>
  )
}

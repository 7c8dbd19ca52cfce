import type { Examination, ExplainedFinding } from '../../electron/model/finding.ts'
import type { Diagnostics } from '../../electron/window/contract.ts'
import { useI18n } from '../i18n/i18n.ts'
import { Button } from '../style/button.tsx'
import fields from '../style/field.module.css'
import { useWindow } from '../window-context.ts'
import { Group } from './fields.tsx'
import styles from './server-examination.module.css'

/** Has the server examined, and lists what was found: what is wrong first, what is right on demand. */
export function ServerExamination({ diagnostics }: { readonly diagnostics: Diagnostics }) {
  const { bridge } = useWindow()
  const { t } = useI18n()
  const { server, examination } = diagnostics
  const isRunning = examination?.kind === 'running'
  return (
    <Group title={t('doctor.check')}>
      <div>
        <Button
          variant="outlined"
          disabled={isRunning || server === null}
          onClick={() => {
            if (server !== null) bridge.send({ type: 'examine-server', server })
          }}
        >
          {t('doctor.check')}
        </Button>
      </div>
      <p className={fields.hint} aria-live="polite">
        {examination === null ? t('doctor.hint') : t(conclusionKey(examination))}
      </p>
      {examination?.kind === 'done' && <Findings findings={examination.findings} />}
    </Group>
  )
}

function conclusionKey(examination: Examination) {
  if (examination.kind === 'running') return 'doctor.running'
  return examination.isFit ? 'doctor.fit' : 'doctor.unfit'
}

const severities = ['error', 'warning', 'note'] as const

function Findings({ findings }: { readonly findings: readonly ExplainedFinding[] }) {
  const { t } = useI18n()
  const of = (severity: ExplainedFinding['severity']) =>
    findings.filter((finding) => finding.severity === severity)
  const passed = of('ok')
  return (
    <>
      <FindingList findings={severities.flatMap(of)} />
      <details className={styles.passed}>
        <summary>{t('doctor.passed', { count: passed.length })}</summary>
        <FindingList findings={passed} />
      </details>
    </>
  )
}

function FindingList({ findings }: { readonly findings: readonly ExplainedFinding[] }) {
  const { t } = useI18n()
  return (
    <ul className={styles.findings}>
      {findings.map(({ code, severity, text, change }) => (
        <li key={code} data-severity={severity}>
          <span className={styles.severity}>{t(`doctor.${severity}`)}</span> <code dir="ltr">{code}</code>
          <p>{text}</p>
          {change !== null && <p className={styles.change}>{change}</p>}
        </li>
      ))}
    </ul>
  )
}

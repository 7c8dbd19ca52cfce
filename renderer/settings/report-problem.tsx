import { useState } from 'react'
import { useI18n } from '../i18n/i18n.ts'
import { Button } from '../style/button.tsx'
import fields from '../style/field.module.css'
import { useWindow } from '../window-context.ts'
import styles from './about.module.css'

/** Copies the report, opens the page for it, and says what to do there. */
export function ReportProblem() {
  const { bridge } = useWindow()
  const { t } = useI18n()
  const [isReported, setIsReported] = useState(false)
  return (
    <>
      <p className={fields.hint} id="report-problem-hint" aria-live="polite">
        {t(isReported ? 'about.reported' : 'about.report-hint')}
      </p>
      <div className={styles.buttons}>
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

import type { ReactNode } from 'react'
import { relativeMoment } from '../format/relative-time.ts'
import { useNow } from '../format/use-now.ts'
import { useI18n } from '../i18n/i18n.ts'
import { Button } from '../style/button.tsx'
import { useWindow } from '../window-context.ts'
import styles from './status-details.module.css'
import {
  completenessText,
  countdown,
  isUnencrypted,
  nextTryAt,
  problemText,
  retryLabel,
} from './status-text.ts'

/** The connection in detail: since when, why, when the next attempt is, and whether anything is missing. */
export function StatusDetails({ onConnectionLog }: { readonly onConnectionLog: () => void }) {
  const { bridge, snapshot } = useWindow()
  const i18n = useI18n()
  const { t, formats } = i18n
  const now = useNow(1000)
  const { connection, lastByteAt, lastEventAt, completeness } = snapshot.status
  const problem = problemText(connection, snapshot.problem, t)
  const retryAt = nextTryAt(connection)
  const retry = retryLabel(connection, t)
  const moment = (at: number | null) => (at === null ? t('status.never') : relativeMoment(at, now, i18n))
  const exact = (at: number | null) => (at === null ? undefined : formats.exact(at))
  return (
    <>
      <dl className={styles.facts}>
        {problem !== null && <Fact name={t('status.why')}>{problem}</Fact>}
        {isUnencrypted(snapshot.server) && (
          <Fact name={t('status.notEncrypted')}>{t('status.notEncryptedHint')}</Fact>
        )}
        {retryAt !== null && <Fact name={t('status.nextTry')}>{countdown(retryAt - now, t)}</Fact>}
        <Fact name={t('status.since')} title={exact(connection.since)}>
          {moment(connection.since)}
        </Fact>
        <Fact name={t('status.lastHeard')} title={exact(lastByteAt)}>
          {moment(lastByteAt)}
        </Fact>
        <Fact name={t('status.lastNews')} title={exact(lastEventAt)}>
          {moment(lastEventAt)}
        </Fact>
        <Fact name={t('status.complete')}>{completenessText(completeness, t, formats)}</Fact>
        {snapshot.server !== null && (
          <Fact name={t('status.server')}>
            <bdi dir="ltr">{snapshot.server}</bdi>
          </Fact>
        )}
      </dl>
      <div className={styles.buttons}>
        {retry !== null && (
          <Button variant="outlined" onClick={() => bridge.send({ type: 'reconnect' })}>
            {retry}
          </Button>
        )}
        <Button variant="plain" onClick={onConnectionLog}>
          {t('status.timeline')}
        </Button>
      </div>
    </>
  )
}

interface FactProps {
  readonly name: string
  readonly title?: string | undefined
  readonly children: ReactNode
}

function Fact({ name, title, children }: FactProps) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd title={title}>{children}</dd>
    </div>
  )
}

import type { ReactNode } from 'react'
import { relativeMoment } from '../format/relative-time.ts'
import { useNow } from '../format/use-now.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import buttons from '../style/button.module.css'
import type { WindowProps } from '../window-context.ts'
import styles from './status-details.module.css'
import { countdown, nextTryAt, retryLabel, troubleOf } from './status-text.ts'

export interface StatusDetailsProps extends WindowProps {
  readonly onTimeline: () => void
}

/** All there is to say of the connection: since when, why, when it is tried again, and whether anything is missing. */
export function StatusDetails({ bridge, clock, snapshot, onTimeline }: StatusDetailsProps) {
  const i18n = useI18n()
  const { t, formats } = i18n
  const now = useNow(clock, 1000)
  const { connection, lastByteAt, lastEventAt, gap } = snapshot.status
  const explainDownloadError = troubleOf(connection, snapshot.problem, i18n)
  const retryAt = nextTryAt(connection)
  const retry = retryLabel(connection, t)
  const moment = (at: number | null) => (at === null ? t('status.never') : relativeMoment(at, now, i18n))
  const exact = (at: number | null) => (at === null ? undefined : formats.exact(at))
  const complete = () => {
    if (gap !== null) return t('status.gap', { time: formats.stamp(gap.at) })
    return t(connection.kind === 'open' ? 'status.caughtUp' : 'status.completeUnknown')
  }
  return (
    <>
      <dl className={styles.facts}>
        {explainDownloadError !== null && <Fact name={t('status.why')}>{explainDownloadError}</Fact>}
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
        <Fact name={t('status.complete')}>{complete()}</Fact>
        {snapshot.server !== null && (
          <Fact name={t('status.server')}>
            <bdi dir="ltr">{snapshot.server}</bdi>
          </Fact>
        )}
      </dl>
      <div className={styles.buttons}>
        {retry !== null && (
          <button
            type="button"
            className={buttons.outlined}
            onClick={() => bridge.send({ type: 'reconnect' })}
          >
            {retry}
          </button>
        )}
        <button type="button" className={buttons.plain} onClick={onTimeline}>
          {t('status.timeline')}
        </button>
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

import type { ReactNode } from 'react'
import type { ServerSnapshot } from '../../electron/window/contract.ts'
import { relativeMoment } from '../format/relative-time.ts'
import { useNow } from '../format/use-now.ts'
import { useI18n } from '../i18n/i18n.ts'
import { Button } from '../style/button.tsx'
import { useWindow } from '../window-context.ts'
import { serverProblem } from './server-state.ts'
import styles from './status-details.module.css'
import { completenessText, countdown, isUnencrypted, nextTryAt, retryLabel } from './status-text.ts'

export interface StatusDetailsProps {
  /** Of the facts, which describe the dialog that they are shown in. */
  readonly id: string
  readonly server: ServerSnapshot
  readonly onConnectionLog: () => void
}

/** A connection in detail: since when, why, when the next attempt is, and whether anything is missing. */
export function StatusDetails({ id, server, onConnectionLog }: StatusDetailsProps) {
  const { bridge } = useWindow()
  const i18n = useI18n()
  const { t, formats } = i18n
  const now = useNow(1000)
  const { connection, lastByteAt, lastEventAt, completeness } = server.status
  const problem = serverProblem(server, t)
  const retryAt = nextTryAt(connection)
  const retry = retryLabel(connection, t)
  const moment = (at: number | null) => (at === null ? t('status.never') : relativeMoment(at, now, i18n))
  const exact = (at: number | null) => (at === null ? undefined : formats.exact(at))
  return (
    <>
      <dl className={styles.facts} id={id}>
        {problem !== null && <Fact name={t('status.reason')}>{problem}</Fact>}
        {isUnencrypted(server.address) && (
          <Fact name={t('status.not-encrypted')}>{t('status.not-encrypted-hint')}</Fact>
        )}
        {retryAt !== null && <Fact name={t('status.next-attempt')}>{countdown(retryAt - now, t)}</Fact>}
        <Fact name={t('status.since')} title={exact(connection.since)}>
          {moment(connection.since)}
        </Fact>
        <Fact name={t('status.last-activity')} title={exact(lastByteAt)}>
          {moment(lastByteAt)}
        </Fact>
        <Fact name={t('status.last-notification')} title={exact(lastEventAt)}>
          {moment(lastEventAt)}
        </Fact>
        <Fact name={t('status.missed')}>{completenessText(completeness, t, formats)}</Fact>
        <Fact name={t('status.server')}>
          <bdi dir="ltr">{server.address}</bdi>
        </Fact>
      </dl>
      <div className={styles.buttons}>
        {retry !== null && (
          <Button variant="outlined" onClick={() => bridge.send({ type: 'reconnect', server: server.key })}>
            {retry}
          </Button>
        )}
        <Button variant="plain" onClick={onConnectionLog}>
          {t('status.show-connection-log')}
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

import type { ReactNode } from 'react'
import { relativeMoment } from '../format/relative-time.ts'
import { useNow } from '../format/use-now.ts'
import { useSpeech } from '../i18n/use-i18n.ts'
import buttons from '../style/button.module.css'
import type { WindowParts } from '../window-context.ts'
import styles from './status-details.module.css'
import { countdown, nextTryAt, retryLabel, troubleOf } from './status-text.ts'

export interface StatusDetailsProps extends WindowParts {
  readonly onTimeline: () => void
}

/** All there is to say of the connection: since when, why, when it is tried again, and whether anything is missing. */
export function StatusDetails({ bridge, clock, view, onTimeline }: StatusDetailsProps) {
  const speech = useSpeech()
  const { say, formats } = speech
  const now = useNow(clock, 1000)
  const { connection, lastByteAt, lastEventAt, gap } = view.status
  const trouble = troubleOf(connection, view.problem, speech)
  const retryAt = nextTryAt(connection)
  const retry = retryLabel(connection, say)
  const moment = (at: number | null) => (at === null ? say('status.never') : relativeMoment(at, now, speech))
  const exact = (at: number | null) => (at === null ? undefined : formats.exact(at))
  const complete = () => {
    if (gap !== null) return say('status.gap', { time: formats.stamp(gap.at) })
    return say(connection.kind === 'open' ? 'status.caughtUp' : 'status.completeUnknown')
  }
  return (
    <>
      <dl className={styles.facts}>
        {trouble !== null && <Fact name={say('status.why')}>{trouble}</Fact>}
        {retryAt !== null && <Fact name={say('status.nextTry')}>{countdown(retryAt - now, say)}</Fact>}
        <Fact name={say('status.since')} title={exact(connection.since)}>
          {moment(connection.since)}
        </Fact>
        <Fact name={say('status.lastHeard')} title={exact(lastByteAt)}>
          {moment(lastByteAt)}
        </Fact>
        <Fact name={say('status.lastNews')} title={exact(lastEventAt)}>
          {moment(lastEventAt)}
        </Fact>
        <Fact name={say('status.complete')}>{complete()}</Fact>
        {view.server !== null && (
          <Fact name={say('status.server')}>
            <bdi dir="ltr">{view.server}</bdi>
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
          {say('status.timeline')}
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

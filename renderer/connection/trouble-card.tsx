import buttons from '../style/button.module.css'
import { Icon } from '../style/icons.tsx'
import type { WindowParts } from '../window-parts.ts'
import { retryLabel, troubleOf } from './status-text.ts'
import styles from './trouble-card.module.css'

/** What is wrong with the connection, in words, and the button that may mend it. */
export function TroubleCard({ bridge, view }: WindowParts) {
  const { connection } = view.status
  const trouble = troubleOf(connection, view.problem)
  if (trouble === null) return null
  const retry = retryLabel(connection)
  return (
    <section className={styles.card} aria-label="Connection problem">
      <Icon name="warning" />
      <p className={styles.text}>
        {trouble.text}
        {trouble.option !== null && (
          <>
            {' Start Tidings with '}
            <code>{trouble.option}</code>.
          </>
        )}
      </p>
      {retry !== null && (
        <button type="button" className={buttons.outlined} onClick={() => bridge.send({ type: 'reconnect' })}>
          {retry}
        </button>
      )}
    </section>
  )
}

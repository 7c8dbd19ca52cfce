import { useState } from 'react'
import { useSpeech } from '../i18n/use-i18n.ts'
import buttons from '../style/button.module.css'
import { Icon } from '../style/icons.tsx'
import type { WindowParts } from '../window-context.ts'
import styles from './connection-alert.module.css'
import { retryLabel, troubleOf } from './status-text.ts'
import { TokenForm } from './token-form.tsx'

export interface TroubleCardProps extends WindowParts {
  readonly onChooseServer: () => void
}

/** What is wrong with the connection, in words, and the button that may mend it. */
export function TroubleCard({ onChooseServer, ...parts }: TroubleCardProps) {
  const { bridge, view } = parts
  const speech = useSpeech()
  const { say } = speech
  const [signingIn, setSigningIn] = useState(false)
  const { connection } = view.status
  const trouble =
    view.server === null ? say('status.noServerProblem') : troubleOf(connection, view.problem, speech)
  const signedOut = view.server !== null && connection.kind === 'signed-out'
  if (signingIn && trouble === null) setSigningIn(false)
  if (trouble === null) return null
  const retry = retryLabel(connection, say)
  return (
    <section className={styles.card} aria-label={say('status.trouble')}>
      <Icon name="warning" />
      <p className={styles.text}>{trouble}</p>
      {view.server === null && (
        <button type="button" className={buttons.outlined} onClick={onChooseServer}>
          {say('status.chooseServer')}
        </button>
      )}
      {signedOut && !signingIn && (
        <button type="button" className={buttons.filled} onClick={() => setSigningIn(true)}>
          {say('status.enterToken')}
        </button>
      )}
      {view.server !== null && !signedOut && retry !== null && (
        <button type="button" className={buttons.outlined} onClick={() => bridge.send({ type: 'reconnect' })}>
          {retry}
        </button>
      )}
      {signingIn && view.server !== null && (
        <TokenForm {...parts} server={view.server} onDone={() => setSigningIn(false)} />
      )}
    </section>
  )
}

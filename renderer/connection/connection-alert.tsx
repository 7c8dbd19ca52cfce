import { useState } from 'react'
import { useI18n } from '../i18n/i18n.ts'
import buttons from '../style/button.module.css'
import { Icon } from '../style/icons.tsx'
import { useWindow } from '../window-context.ts'
import styles from './connection-alert.module.css'
import { problemText, retryLabel } from './status-text.ts'
import { TokenForm } from './token-form.tsx'

export interface ConnectionAlertProps {
  readonly onChooseServer: () => void
}

/** What is wrong with the connection, and the button that may fix it. */
export function ConnectionAlert({ onChooseServer }: ConnectionAlertProps) {
  const { bridge, snapshot } = useWindow()
  const { t } = useI18n()
  const [signingIn, setSigningIn] = useState(false)
  const { server } = snapshot
  const { connection } = snapshot.status
  const problem = server === null ? t('status.noServerProblem') : problemText(connection, snapshot.problem, t)
  if (signingIn && problem === null) setSigningIn(false)
  if (problem === null) return null
  const signedOut = server !== null && connection.kind === 'signed-out'
  const retry = retryLabel(connection, t)
  return (
    <section className={styles.card} aria-label={t('status.trouble')}>
      <Icon name="warning" />
      <p className={styles.text}>{problem}</p>
      {server === null && (
        <button type="button" className={buttons.outlined} onClick={onChooseServer}>
          {t('status.chooseServer')}
        </button>
      )}
      {signedOut && !signingIn && (
        <button type="button" className={buttons.filled} onClick={() => setSigningIn(true)}>
          {t('status.enterToken')}
        </button>
      )}
      {server !== null && !signedOut && retry !== null && (
        <button type="button" className={buttons.outlined} onClick={() => bridge.send({ type: 'reconnect' })}>
          {retry}
        </button>
      )}
      {server !== null && signingIn && <TokenForm server={server} onDone={() => setSigningIn(false)} />}
    </section>
  )
}

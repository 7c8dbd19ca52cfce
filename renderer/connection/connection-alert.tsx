import { useState } from 'react'
import { useI18n } from '../i18n/use-i18n.ts'
import buttons from '../style/button.module.css'
import { Icon } from '../style/icons.tsx'
import type { WindowProps } from '../window-context.ts'
import styles from './connection-alert.module.css'
import { retryLabel, troubleOf } from './status-text.ts'
import { TokenForm } from './token-form.tsx'

export interface ConnectionAlertProps extends WindowProps {
  readonly onChooseServer: () => void
}

/** What is wrong with the connection, in words, and the button that may mend it. */
export function ConnectionAlert({ onChooseServer, ...parts }: ConnectionAlertProps) {
  const { bridge, snapshot } = parts
  const i18n = useI18n()
  const { t } = i18n
  const [signingIn, setSigningIn] = useState(false)
  const { connection } = snapshot.status
  const explainDownloadError =
    snapshot.server === null ? t('status.noServerProblem') : troubleOf(connection, snapshot.problem, i18n)
  const signedOut = snapshot.server !== null && connection.kind === 'signed-out'
  if (signingIn && explainDownloadError === null) setSigningIn(false)
  if (explainDownloadError === null) return null
  const retry = retryLabel(connection, t)
  return (
    <section className={styles.card} aria-label={t('status.trouble')}>
      <Icon name="warning" />
      <p className={styles.text}>{explainDownloadError}</p>
      {snapshot.server === null && (
        <button type="button" className={buttons.outlined} onClick={onChooseServer}>
          {t('status.chooseServer')}
        </button>
      )}
      {signedOut && !signingIn && (
        <button type="button" className={buttons.filled} onClick={() => setSigningIn(true)}>
          {t('status.enterToken')}
        </button>
      )}
      {snapshot.server !== null && !signedOut && retry !== null && (
        <button type="button" className={buttons.outlined} onClick={() => bridge.send({ type: 'reconnect' })}>
          {retry}
        </button>
      )}
      {signingIn && snapshot.server !== null && (
        <TokenForm {...parts} server={snapshot.server} onDone={() => setSigningIn(false)} />
      )}
    </section>
  )
}

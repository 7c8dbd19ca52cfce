import { useState } from 'react'
import { useI18n } from '../i18n/i18n.ts'
import { Button } from '../style/button.tsx'
import { Icon } from '../style/icons.tsx'
import { useWindow } from '../window-context.ts'
import styles from './connection-alert.module.css'
import { tokenHint } from './server-check-text.ts'
import { problemText, retryLabel } from './status-text.ts'
import { TokenField } from './token-field.tsx'

export interface ConnectionAlertProps {
  /** Whether it asks for a new token at once, if the user is signed out. */
  readonly asksForToken?: boolean
  readonly onChooseServer: () => void
}

/** What is wrong with the connection, and the button that may fix it. */
export function ConnectionAlert({ asksForToken = false, onChooseServer }: ConnectionAlertProps) {
  const { bridge, snapshot } = useWindow()
  const { t } = useI18n()
  const [signingIn, setSigningIn] = useState(asksForToken)
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
        <Button variant="outlined" onClick={onChooseServer}>
          {t('status.chooseServer')}
        </Button>
      )}
      {signedOut && !signingIn && (
        <Button variant="filled" onClick={() => setSigningIn(true)}>
          {t('status.enterToken')}
        </Button>
      )}
      {server !== null && !signedOut && retry !== null && (
        <Button variant="outlined" onClick={() => bridge.send({ type: 'reconnect' })}>
          {retry}
        </Button>
      )}
      {server !== null && signingIn && <TokenForm server={server} onDone={() => setSigningIn(false)} />}
    </section>
  )
}

interface TokenFormProps {
  readonly server: string
  readonly onDone: () => void
}

/** Asks for a new token for the current server. */
function TokenForm({ server, onDone }: TokenFormProps) {
  const { bridge, snapshot } = useWindow()
  const { t } = useI18n()
  const [token, setToken] = useState('')
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (token.trim() === '') return
        bridge.send({ type: 'connect', server, token: token.trim() })
        onDone()
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onDone()
      }}
    >
      <TokenField
        label={t('welcome.token')}
        value={token}
        onChange={setToken}
        hint={tokenHint(snapshot.token, '', t)}
        autoFocus
      />
      <Button type="submit" variant="filled" disabled={token.trim() === ''}>
        {t('welcome.connect')}
      </Button>
    </form>
  )
}

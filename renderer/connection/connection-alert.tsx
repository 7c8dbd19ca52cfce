import { useState } from 'react'
import type { ServerSnapshot } from '../../electron/window/contract.ts'
import { useI18n } from '../i18n/i18n.ts'
import { Button } from '../style/button.tsx'
import { Icon } from '../style/icons.tsx'
import { useWindow } from '../window-context.ts'
import styles from './connection-alert.module.css'
import { canSignIn, isSigningIn, serverProblem } from './server-state.ts'
import { SignInIcon } from './sign-in-icon.tsx'
import { SignInStatus } from './sign-in-status.tsx'
import { retryLabel } from './status-text.ts'
import { TokenForm } from './token-form.tsx'
import { useKeptFocus } from './use-kept-focus.ts'

export interface ConnectionAlertProps {
  readonly server: ServerSnapshot
  /** Whether it says which server it is about. */
  readonly isNamed: boolean
  /** Whether the user has come here to sign in to this server. */
  readonly isAsked: boolean
}

/** What is wrong with a server, and the button that may fix it; or how far the sign-in to it has got. */
export function ConnectionAlert({ server, isNamed, isAsked }: ConnectionAlertProps) {
  const { t, isolate } = useI18n()
  const [entersToken, setEntersToken] = useState(isAsked && !canSignIn(server))
  const cardRef = useKeptFocus<HTMLElement>()
  const isSignIn = server.signIn.kind !== 'none'
  const problem = serverProblem(server, t)
  if (entersToken && problem === null && !isSignIn) setEntersToken(false)
  const trouble = t('status.trouble')
  return (
    <section
      ref={cardRef}
      className={styles.card}
      data-tone={isSigningIn(server) ? 'busy' : undefined}
      aria-label={
        isNamed ? t('status.serverState', { server: isolate(server.name), state: trouble }) : trouble
      }
      tabIndex={-1}
    >
      {isSignIn ? <SignInIcon signIn={server.signIn} /> : <Icon name="warning" />}
      <div className={styles.text}>
        {isNamed && (
          <p className={styles.name} dir="auto">
            {server.name}
          </p>
        )}
        {isSignIn ? (
          <SignInStatus server={server} onUseToken={entersToken ? null : () => setEntersToken(true)} />
        ) : (
          <p>{problem}</p>
        )}
      </div>
      {!isSignIn && !entersToken && (
        <Cure server={server} isAsked={isAsked} onEnterToken={() => setEntersToken(true)} />
      )}
      {entersToken && <TokenForm server={server} onDone={() => setEntersToken(false)} />}
    </section>
  )
}

interface CureProps extends Pick<ConnectionAlertProps, 'server' | 'isAsked'> {
  readonly onEnterToken: () => void
}

/** The one button that may help; none while an attempt is under way. */
function Cure({ server, isAsked, onEnterToken }: CureProps) {
  const { bridge } = useWindow()
  const { t } = useI18n()
  const { connection } = server.status
  if (connection.kind === 'signed-out') {
    return canSignIn(server) ? (
      <Button
        variant="filled"
        autoFocus={isAsked}
        onClick={() => bridge.send({ type: 'sign-in', server: server.key })}
      >
        {t('signIn.signIn')}
      </Button>
    ) : (
      <Button variant="filled" onClick={onEnterToken}>
        {t('status.enterToken')}
      </Button>
    )
  }
  const retry = retryLabel(connection, t)
  if (retry === null) return null
  return (
    <Button variant="outlined" onClick={() => bridge.send({ type: 'reconnect', server: server.key })}>
      {retry}
    </Button>
  )
}

import { useState } from 'react'
import type { ServerSnapshot } from '../../electron/window/contract.ts'
import { useI18n } from '../i18n/i18n.ts'
import { Icon } from '../style/icons.tsx'
import styles from './connection-alert.module.css'
import { CureButtons } from './cure-buttons.tsx'
import { ServerForm } from './server-form.tsx'
import { canSignIn, isSigningIn, serverProblem } from './server-state.ts'
import { SignInIcon } from './sign-in-icon.tsx'
import { SignInStatus } from './sign-in-status.tsx'
import { TokenForm } from './token-form.tsx'
import { useKeptFocus } from './use-kept-focus.ts'

export interface ConnectionAlertProps {
  readonly server: ServerSnapshot
  /** Whether it says which server it is about. */
  readonly isNamed: boolean
  /** Whether the user has come here to sign in to this server. */
  readonly isAsked: boolean
}

interface AddressChange {
  readonly from: string
  readonly suggested: string | null
}

/** What is wrong with a server, and the button that may fix it; or how far the sign-in to it has got. */
export function ConnectionAlert({ server, isNamed, isAsked }: ConnectionAlertProps) {
  const { t, isolate } = useI18n()
  const [entersToken, setEntersToken] = useState(isAsked && !canSignIn(server))
  /** The address that is changed, and the one to begin with; null: none is. */
  const [change, setChange] = useState<AddressChange | null>(null)
  const cardRef = useKeptFocus<HTMLElement>()
  const isSignIn = server.signIn.kind !== 'none'
  const problem = serverProblem(server, t)
  if (entersToken && problem === null && !isSignIn) setEntersToken(false)
  // Not before it has changed: the user may say no to the question whether to connect.
  if (change !== null && change.from !== server.address) setChange(null)
  const trouble = t('status.problem')
  return (
    <section
      ref={cardRef}
      className={styles.card}
      data-tone={isSigningIn(server) ? 'busy' : undefined}
      aria-label={
        isNamed ? t('status.server-state', { server: isolate(server.name), state: trouble }) : trouble
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
      {!isSignIn && !entersToken && change === null && (
        <CureButtons
          server={server}
          isAsked={isAsked}
          onEnterToken={() => setEntersToken(true)}
          onChangeAddress={(suggested) => setChange({ from: server.address, suggested })}
        />
      )}
      {entersToken && <TokenForm server={server} onDone={() => setEntersToken(false)} />}
      {change !== null && (
        <div className={styles.form}>
          <ServerForm
            server={server}
            suggested={change.suggested}
            connectLabel={t('settings.save')}
            autoFocus
            onConnect={(address) => {
              if (address === server.address) setChange(null)
            }}
            onCancel={() => setChange(null)}
          />
        </div>
      )}
    </section>
  )
}

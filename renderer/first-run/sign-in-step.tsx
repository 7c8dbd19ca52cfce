import { useState } from 'react'
import type { ServerSnapshot } from '../../electron/window/contract.ts'
import { SignInIcon } from '../connection/sign-in-icon.tsx'
import { SignInStatus } from '../connection/sign-in-status.tsx'
import { TokenForm } from '../connection/token-form.tsx'
import { useKeptFocus } from '../connection/use-kept-focus.ts'
import { useI18n } from '../i18n/i18n.ts'
import { Button } from '../style/button.tsx'
import styles from '../style/page.module.css'
import { useWindow } from '../window-context.ts'

export interface SignInStepProps {
  readonly server: ServerSnapshot
  readonly onSkip: () => void
}

/** The second step for servers with accounts: the user signs in with the browser, or enters a token after all. */
export function SignInStep({ server, onSkip }: SignInStepProps) {
  const { bridge } = useWindow()
  const { t, isolate } = useI18n()
  const [entersToken, setEntersToken] = useState(false)
  const pageRef = useKeptFocus<HTMLElement>()
  const isIdle = server.signIn.kind === 'none'
  const isConnecting = server.status.connection.kind === 'connecting'
  return (
    <section ref={pageRef} className={styles.page} tabIndex={-1} aria-labelledby="sign-in-title">
      <span className={styles.sign}>
        <SignInIcon signIn={server.signIn} size={28} />
      </span>
      <h1 className={styles.title} id="sign-in-title">
        {t('signIn.title', { server: isolate(server.name) })}
      </h1>
      {isIdle && (
        <p className={styles.text} role="status">
          {isConnecting
            ? t('welcome.connecting', { server: isolate(server.name) })
            : (server.problem ?? t('signIn.needed'))}
        </p>
      )}
      {isIdle && !isConnecting && (
        <Button variant="filled" onClick={() => bridge.send({ type: 'sign-in', server: server.key })}>
          {t('signIn.signIn')}
        </Button>
      )}
      {!isIdle && (
        <div className={styles.wide}>
          <SignInStatus
            server={server}
            onUseToken={entersToken ? null : () => setEntersToken(true)}
            isCentred
          />
        </div>
      )}
      {entersToken && (
        <div className={styles.wide}>
          <TokenForm server={server} onDone={() => setEntersToken(false)} />
        </div>
      )}
      <Button variant="plain" onClick={onSkip}>
        {t('welcome.later')}
      </Button>
    </section>
  )
}

import { useState } from 'react'
import type { ServerSnapshot } from '../../electron/window/contract.ts'
import { LoginButton } from '../connection/login-button.tsx'
import { serverProblem } from '../connection/server-state.ts'
import { SignInButton } from '../connection/sign-in-button.tsx'
import { SignInIcon } from '../connection/sign-in-icon.tsx'
import { SignInStatus } from '../connection/sign-in-status.tsx'
import { retryLabel } from '../connection/status-text.ts'
import { TokenForm } from '../connection/token-form.tsx'
import { useI18n } from '../i18n/i18n.ts'
import { Button } from '../style/button.tsx'
import { Icon } from '../style/icons.tsx'
import styles from '../style/page.module.css'
import { useWindow } from '../window-context.ts'
import { accessOf } from './first-run-step.ts'
import frame from './step-frame.module.css'
import { StepFrame } from './step-frame.tsx'

export interface AccessStepProps {
  readonly server: ServerSnapshot
  readonly onBack: () => void
  readonly onSkip: () => void
}

/** The second step: the user signs in with the browser, enters a token, or waits for the connection. */
export function AccessStep(props: AccessStepProps) {
  switch (accessOf(props.server)) {
    case 'sign-in':
      return <SignInStep {...props} />
    case 'token':
      return <TokenStep {...props} />
    case 'wait':
      return <WaitStep {...props} />
  }
}

function SignInStep({ server, ...ways }: AccessStepProps) {
  const { t, isolate } = useI18n()
  const [entersToken, setEntersToken] = useState(false)
  const isIdle = server.signIn.kind === 'none'
  const isConnecting = server.status.connection.kind === 'connecting'
  const enterToken = entersToken ? null : () => setEntersToken(true)
  return (
    <StepFrame
      step="access"
      sign={<SignInIcon signIn={server.signIn} size={28} />}
      title={t('sign-in.title', { server: isolate(server.name) })}
      {...ways}
    >
      {isIdle && (
        <p className={styles.text} aria-live="polite">
          {isConnecting
            ? t('welcome.connecting', { server: isolate(server.name) })
            : (server.problem ?? t('sign-in.needed'))}
        </p>
      )}
      {isIdle && !isConnecting && <SignInButton server={server} variant="filled" />}
      {isIdle && !isConnecting && enterToken !== null && (
        <Button variant="plain" onClick={enterToken}>
          {t('sign-in.use-token')}
        </Button>
      )}
      {!isIdle && (
        <div className={styles.wide}>
          <SignInStatus server={server} onUseToken={enterToken} isCentred />
        </div>
      )}
      {entersToken && (
        <div className={styles.wide}>
          <TokenForm server={server} onDone={() => setEntersToken(false)} />
        </div>
      )}
    </StepFrame>
  )
}

function TokenStep({ server, ...ways }: AccessStepProps) {
  const { t, isolate } = useI18n()
  return (
    <StepFrame
      step="access"
      sign={<Icon name="key" size={28} />}
      title={t('first-run.token-title', { server: isolate(server.name) })}
      hasFocusedField
      {...ways}
    >
      <p className={styles.text} aria-live="polite">
        {serverProblem(server, t)}
      </p>
      <div className={styles.wide}>
        <TokenForm server={server} onDone={() => {}} onCancel={null} />
      </div>
    </StepFrame>
  )
}

function WaitStep({ server, ...ways }: AccessStepProps) {
  const { bridge } = useWindow()
  const { t, isolate } = useI18n()
  const retry = retryLabel(server.status.connection, t)
  const isConnecting = retry === null
  return (
    <StepFrame
      step="access"
      sign={<Icon name={isConnecting ? 'ring' : 'warning'} size={28} spinning={isConnecting} />}
      title={t(isConnecting ? 'first-run.connect-title' : 'first-run.trouble-title', {
        server: isolate(server.name),
      })}
      {...ways}
    >
      <p className={styles.text} aria-live="polite">
        {serverProblem(server, t) ?? t('status.connecting')}
      </p>
      <LoginButton server={server} />
      {!isConnecting && (
        <div className={frame.buttons}>
          <Button variant="outlined" onClick={ways.onBack}>
            {t('server.change-address')}
          </Button>
          <Button variant="outlined" onClick={() => bridge.send({ type: 'reconnect', server: server.key })}>
            {retry}
          </Button>
        </div>
      )}
    </StepFrame>
  )
}

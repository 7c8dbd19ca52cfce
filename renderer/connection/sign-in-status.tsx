import type { ServerSnapshot } from '../../electron/window/contract.ts'
import { useI18n } from '../i18n/i18n.ts'
import { Button } from '../style/button.tsx'
import { useWindow } from '../window-context.ts'
import { SignInButton } from './sign-in-button.tsx'
import { SignInCode } from './sign-in-code.tsx'
import styles from './sign-in-status.module.css'
import { signInText } from './sign-in-text.ts'

export interface SignInStatusProps {
  readonly server: ServerSnapshot
  /** Null: the token is being entered, so that there is nothing else to do here. */
  readonly onUseToken: (() => void) | null
  readonly isCentred?: boolean
}

/** How far the sign-in has got, in words, and what the user can do at this point. */
export function SignInStatus({ server, onUseToken, isCentred = false }: SignInStatusProps) {
  const { bridge } = useWindow()
  const { t } = useI18n()
  const { key, signIn } = server
  const text = signInText(signIn, t)
  if (text === null) return null
  return (
    <div className={styles.status} data-centred={isCentred ? '' : undefined}>
      <p className={styles.text} aria-live="polite">
        {text}
      </p>
      {signIn.kind === 'code' && <SignInCode signIn={signIn} />}
      {onUseToken !== null && (
        <div className={styles.buttons}>
          {signIn.kind === 'in-browser' && (
            <SignInButton server={server} variant="outlined" label={t('sign-in.open-again')} />
          )}
          {signIn.kind === 'failed' ? (
            <SignInButton server={server} variant="filled" label={t('action.try-again')} />
          ) : (
            <Button variant="outlined" onClick={() => bridge.send({ type: 'cancel-sign-in', server: key })}>
              {t('action.cancel')}
            </Button>
          )}
          <span className={styles.other}>
            <Button variant="plain" onClick={onUseToken}>
              {t('sign-in.use-token')}
            </Button>
          </span>
        </div>
      )}
    </div>
  )
}

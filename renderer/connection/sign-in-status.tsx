import type { ServerSnapshot } from '../../electron/window/contract.ts'
import { useI18n } from '../i18n/i18n.ts'
import { Button } from '../style/button.tsx'
import { Icon } from '../style/icons.tsx'
import { useWindow } from '../window-context.ts'
import { SignInCode } from './sign-in-code.tsx'
import styles from './sign-in-status.module.css'
import { signInText } from './sign-in-text.ts'

export interface SignInStatusProps {
  readonly server: ServerSnapshot
  /** Null: the token is being entered, or can't be. */
  readonly onUseToken: (() => void) | null
}

/** How far the sign-in has got, in words, and what the user can do at this point. */
export function SignInStatus({ server, onUseToken }: SignInStatusProps) {
  const { bridge } = useWindow()
  const { t } = useI18n()
  const { key, signIn } = server
  const text = signInText(signIn, t)
  if (text === null) return null
  const isBusy = signIn.kind === 'preparing' || signIn.kind === 'finishing'
  return (
    <div className={styles.status}>
      <p className={styles.text} role="status">
        {isBusy && <Icon name="ring" size={14} spinning />}
        {signIn.kind === 'failed' && <Icon name="cross-circle" size={14} />}
        <span>{text}</span>
      </p>
      {signIn.kind === 'code' && <SignInCode signIn={signIn} />}
      <div className={styles.buttons}>
        {signIn.kind === 'in-browser' && (
          <Button variant="outlined" onClick={() => bridge.send({ type: 'sign-in', server: key })}>
            {t('signIn.openAgain')}
          </Button>
        )}
        {signIn.kind === 'failed' ? (
          <Button variant="filled" onClick={() => bridge.send({ type: 'sign-in', server: key })}>
            {t('status.tryAgain')}
          </Button>
        ) : (
          <Button variant="outlined" onClick={() => bridge.send({ type: 'cancel-sign-in', server: key })}>
            {t('signIn.cancel')}
          </Button>
        )}
        {onUseToken !== null && (
          <Button variant="plain" onClick={onUseToken}>
            {t('signIn.useToken')}
          </Button>
        )}
      </div>
    </div>
  )
}

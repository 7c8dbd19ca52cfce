import { useRef, useState } from 'react'
import type { SignIn } from '../../electron/model/server.ts'
import type { ServerSnapshot } from '../../electron/window/contract.ts'
import { useNow } from '../format/use-now.ts'
import { useI18n } from '../i18n/i18n.ts'
import { Button } from '../style/button.tsx'
import { useWindow } from '../window-context.ts'
import { SignInButton } from './sign-in-button.tsx'
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

/** The code to type, the address to type it at, and how long it is valid. */
function SignInCode({ signIn }: { readonly signIn: SignIn & { readonly kind: 'code' } }) {
  const { t, shortDuration } = useI18n()
  const codeRef = useRef<HTMLElement>(null)
  const [copied, setCopied] = useState<string | null>(null)
  const isCopied = copied === signIn.code
  const leftMs = signIn.expiresAt - useNow(1000)
  return (
    <>
      <p className={styles.address} dir="ltr">
        {signIn.address}
      </p>
      <p className={styles.line}>
        <code className={styles.code} ref={codeRef} dir="ltr">
          {signIn.code}
        </code>
        <Button
          variant="small"
          onClick={() => {
            if (codeRef.current !== null && copyTextOf(codeRef.current)) setCopied(signIn.code)
          }}
        >
          {t(isCopied ? 'diagnostics.copied' : 'sign-in.copy-code')}
        </Button>
      </p>
      <p className={styles.note}>
        {leftMs > 0 ? t('sign-in.code-left', { duration: shortDuration(leftMs) }) : t('sign-in.code-expired')}
      </p>
      <p className="visually-hidden" role="status">
        {isCopied ? t('diagnostics.copied') : ''}
      </p>
    </>
  )
}

/**
 * Copies the text of an element; false: that was refused. The window has none of the permissions that `navigator.clipboard`
 * asks for; this way needs none, only that the user has just clicked.
 */
function copyTextOf(element: HTMLElement): boolean {
  const selection = document.getSelection()
  if (selection === null) return false
  selection.selectAllChildren(element)
  return document.execCommand('copy')
}

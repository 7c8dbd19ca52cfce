import { useRef, useState } from 'react'
import type { SignIn } from '../../electron/model/server.ts'
import { useNow } from '../format/use-now.ts'
import { useI18n } from '../i18n/i18n.ts'
import { Button } from '../style/button.tsx'
import styles from './sign-in-status.module.css'

export interface SignInCodeProps {
  readonly signIn: SignIn & { readonly kind: 'code' }
}

/** The code to type, the address to type it at, and how long it is valid. */
export function SignInCode({ signIn }: SignInCodeProps) {
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
          {t(isCopied ? 'diagnostics.copied' : 'signIn.copyCode')}
        </Button>
      </p>
      <p className={styles.note}>
        {leftMs > 0 ? t('signIn.codeLeft', { duration: shortDuration(leftMs) }) : t('signIn.codeExpired')}
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

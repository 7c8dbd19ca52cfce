import type { ServerSnapshot } from '../../electron/window/contract.ts'
import { useI18n } from '../i18n/i18n.ts'
import { Button } from '../style/button.tsx'
import { useWindow } from '../window-context.ts'

export interface SignInButtonProps {
  readonly server: ServerSnapshot
  readonly variant: 'filled' | 'outlined'
  /** In place of the usual one. */
  readonly label?: string
}

/** Begins to sign in to a server with the browser, or does so again. */
export function SignInButton({ server, variant, label }: SignInButtonProps) {
  const { bridge } = useWindow()
  const { t } = useI18n()
  return (
    <Button variant={variant} onClick={() => bridge.send({ type: 'sign-in', server: server.key })}>
      {label ?? t('sign-in.sign-in')}
    </Button>
  )
}

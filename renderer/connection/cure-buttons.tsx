import type { TextKey } from '../../electron/i18n/i18n.ts'
import type { ServerSnapshot } from '../../electron/window/contract.ts'
import { useI18n } from '../i18n/i18n.ts'
import { Button } from '../style/button.tsx'
import { useWindow } from '../window-context.ts'
import styles from './connection-alert.module.css'
import { type Cure, cureOf, isTrying } from './cure.ts'
import { LoginButton } from './login-button.tsx'
import { retryLabel } from './status-text.ts'

export interface CureButtonsProps {
  readonly server: ServerSnapshot
  /** Whether the user has come here to sign in to this server. */
  readonly isAsked: boolean
  readonly onEnterToken: () => void
  /** @param suggested the address to begin with; null: the one in use */
  readonly onChangeAddress: (suggested: string | null) => void
}

/** The buttons that may help. They stay where they are while Tidings tries again, so that a click meets what it was meant for. */
export function CureButtons({ server, isAsked, onEnterToken, onChangeAddress }: CureButtonsProps) {
  const { bridge } = useWindow()
  const { t } = useI18n()
  const cure = cureOf(server)
  const act = () => {
    switch (cure.kind) {
      case 'sign-in':
      case 'other-account':
        return bridge.send({ type: 'sign-in', server: server.key })
      case 'enter-token':
      case 'other-token':
        return onEnterToken()
      case 'open-page':
        return bridge.send({ type: 'open-server-page', server: server.key })
      case 'change-address':
        return onChangeAddress(cure.suggested)
      case 'choose-certificate':
      case 'retry':
        return
      default:
        return cure satisfies never
    }
  }
  const label = cureLabel(cure)
  const isSignedOut = server.status.connection.kind === 'signed-out'
  return (
    <div className={styles.buttons}>
      {label !== null && (
        <Button
          variant="filled"
          autoFocus={isAsked && (cure.kind === 'sign-in' || cure.kind === 'enter-token')}
          onClick={act}
        >
          {t(label)}
        </Button>
      )}
      <LoginButton server={server} />
      {!isSignedOut && <RetryButton server={server} />}
    </div>
  )
}

/** While an attempt is under way it says so and does nothing; it keeps its place and the focus. */
function RetryButton({ server }: { readonly server: ServerSnapshot }) {
  const { bridge } = useWindow()
  const { t } = useI18n()
  const { connection } = server.status
  const isBusy = isTrying(connection)
  const label = isBusy ? t('status.connecting') : retryLabel(connection, t)
  if (label === null) return null
  return (
    <Button
      variant="outlined"
      aria-disabled={isBusy ? true : undefined}
      onClick={() => {
        if (!isBusy) bridge.send({ type: 'reconnect', server: server.key })
      }}
    >
      {label}
    </Button>
  )
}

function cureLabel(cure: Cure): TextKey | null {
  switch (cure.kind) {
    case 'sign-in':
      return 'sign-in.sign-in'
    case 'other-account':
      return 'status.other-account'
    case 'enter-token':
      return 'status.enter-token'
    case 'other-token':
      return 'status.other-token'
    case 'open-page':
      return 'status.open-page'
    case 'change-address':
      return cure.suggested === null ? 'server.change-address' : 'status.use-address'
    case 'choose-certificate':
    case 'retry':
      return null
    default:
      return cure satisfies never
  }
}

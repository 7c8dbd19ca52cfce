import type { TextKey } from '../../electron/i18n/i18n.ts'
import type { ServerSnapshot } from '../../electron/window/contract.ts'
import { useI18n } from '../i18n/i18n.ts'
import { Button } from '../style/button.tsx'
import { useWindow } from '../window-context.ts'
import styles from './connection-alert.module.css'
import { type Cure, cureOf } from './cure.ts'
import { LoginButton } from './login-button.tsx'
import { retryLabel } from './status-text.ts'

/** Null: it has a button elsewhere, see `LoginButton` and `RetryButton`. */
const cureTexts = {
  'sign-in': 'sign-in.sign-in',
  'other-account': 'status.other-account',
  'enter-token': 'status.enter-token',
  'other-token': 'status.other-token',
  'open-page': 'status.open-page',
  'change-address': 'server.change-address',
  'choose-certificate': null,
  retry: null,
} as const satisfies Record<Cure['kind'], TextKey | null>

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
  const usesOther = cure.kind === 'change-address' && cure.suggested !== null
  const label = usesOther ? 'status.use-address' : cureTexts[cure.kind]
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
  const isBusy = connection.kind === 'connecting'
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

import { useState } from 'react'
import type { ServerSnapshot } from '../../electron/window/contract.ts'
import { CertificateButton } from '../connection/certificate-dialog.tsx'
import { canSignIn, isSigningIn } from '../connection/server-state.ts'
import { SignInButton } from '../connection/sign-in-button.tsx'
import { SignInStatus } from '../connection/sign-in-status.tsx'
import { accountText } from '../connection/sign-in-text.ts'
import { TokenForm } from '../connection/token-form.tsx'
import { useI18n } from '../i18n/i18n.ts'
import { Button } from '../style/button.tsx'
import fields from '../style/field.module.css'
import { useWindow } from '../window-context.ts'
import { HistoryDialog } from './history-dialog.tsx'
import styles from './server-access.module.css'

/** Whether there is an account or a token to speak of. */
export function hasAccess(server: ServerSnapshot): boolean {
  const hasCertificate = server.certificate !== null || server.certificates !== null
  return server.token.present || canSignIn(server) || server.signIn.kind !== 'none' || hasCertificate
}

export interface ServerAccessProps {
  readonly server: ServerSnapshot
  /** Whether a token can be entered elsewhere on the page. */
  readonly hasTokenField: boolean
}

/** How the user is known to a server: the account that they are signed in to, or the access token. */
export function ServerAccess({ server, hasTokenField }: ServerAccessProps) {
  const [entersToken, setEntersToken] = useState(false)
  const hasFailed = server.signIn.kind === 'failed' && server.status.connection.kind !== 'open'
  const enterToken = entersToken ? null : () => setEntersToken(true)
  return (
    <>
      {isSigningIn(server) || hasFailed ? (
        <SignInStatus server={server} onUseToken={enterToken} />
      ) : (
        <Access server={server} onEnterToken={hasTokenField ? null : enterToken} />
      )}
      <CertificateRow server={server} />
      {entersToken && <TokenForm server={server} onDone={() => setEntersToken(false)} />}
    </>
  )
}

interface AccessProps {
  readonly server: ServerSnapshot
  /** Null: there is no button for that. */
  readonly onEnterToken: (() => void) | null
}

function Access({ server, onEnterToken }: AccessProps) {
  const i18n = useI18n()
  const { t } = i18n
  const { account, token, status } = server
  if (account !== null) {
    return (
      <>
        <div className={styles.row}>
          <p>{accountText(account, i18n)}</p>
          <span className={fields.buttons}>
            {status.connection.kind === 'signed-out' && <SignInButton server={server} variant="outlined" />}
            <SignOut server={server} />
          </span>
        </div>
        {token.keptIn === 'memory' && <p className={fields.hint}>{t('sign-in.held-until-quit')}</p>}
      </>
    )
  }
  return (
    <>
      {canSignIn(server) && (
        <div className={styles.row}>
          <p className={fields.hint}>{t('sign-in.offered')}</p>
          <SignInButton server={server} variant="outlined" />
        </div>
      )}
      <TokenRow server={server} onEnterToken={onEnterToken} />
    </>
  )
}

/** The certificate by which the server knows the user, where it asks for one. */
function CertificateRow({ server }: { readonly server: ServerSnapshot }) {
  const { bridge } = useWindow()
  const { t, isolate } = useI18n()
  const { certificate, certificates, key, name } = server
  if (certificate === null && certificates === null) return null
  return (
    <div className={styles.row}>
      <p className={fields.hint}>
        {certificate === null
          ? t('problem.certificate-needed')
          : t('certificate.used', { label: isolate(certificate.label) })}
      </p>
      <span className={fields.buttons}>
        <CertificateButton server={server} variant="outlined" />
        {certificate !== null && (
          <Button
            variant="outlined"
            aria-label={t('certificate.forget-named', { server: isolate(name) })}
            onClick={() => bridge.send({ type: 'choose-certificate', server: key, fingerprint: null })}
          >
            {t('certificate.forget')}
          </Button>
        )}
      </span>
    </div>
  )
}

/** Whether a token is there, where it is kept, and the buttons to enter another one or to forget it. */
function TokenRow({ server, onEnterToken }: AccessProps) {
  const { bridge } = useWindow()
  const { t } = useI18n()
  const { present, keptIn } = server.token
  if (!present && onEnterToken === null) return null
  const saved = t(keptIn === 'keychain' ? 'settings.token-saved' : 'settings.token-held')
  return (
    <div className={styles.row}>
      <p className={fields.hint}>{present ? saved : t('server.no-token')}</p>
      <span className={fields.buttons}>
        {onEnterToken !== null && (
          <Button variant="outlined" onClick={onEnterToken}>
            {t(present ? 'server.change-token' : 'status.enter-token')}
          </Button>
        )}
        {present && (
          <Button
            variant="outlined"
            onClick={() => bridge.send({ type: 'forget-token', server: server.key })}
          >
            {t('settings.remove-token')}
          </Button>
        )}
      </span>
    </div>
  )
}

/** The button that signs out of a server's account, after a question. */
function SignOut({ server }: { readonly server: ServerSnapshot }) {
  const { bridge } = useWindow()
  const { t, isolate } = useI18n()
  const name = isolate(server.name)
  return (
    <HistoryDialog
      buttonLabel={t('sign-in.sign-out')}
      buttonName={t('sign-in.sign-out-named', { server: name })}
      title={t('sign-in.sign-out-title', { server: name })}
      text={t('sign-in.sign-out-text')}
      confirmLabel={t('sign-in.sign-out')}
      deleteLabel={t('sign-in.sign-out-with-history')}
      onConfirm={(deleteHistory) => bridge.send({ type: 'sign-out', server: server.key, deleteHistory })}
    />
  )
}

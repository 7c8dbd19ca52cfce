import { useId, useState } from 'react'
import type { AskingProxy } from '../../electron/model/proxy-login.ts'
import type { ServerSnapshot } from '../../electron/window/contract.ts'
import { useI18n } from '../i18n/i18n.ts'
import { Button } from '../style/button.tsx'
import fields from '../style/field.module.css'
import { useWindow } from '../window-context.ts'
import { AddressField } from './address-field.tsx'
import { ProxyLoginDialog } from './proxy-login-dialog.tsx'
import { tokenHint } from './server-check-text.ts'
import { TokenField } from './token-field.tsx'
import { useServerForm } from './use-server-form.ts'

export interface ServerFormProps {
  /** The server whose address is changed; null: one is added. */
  readonly server: ServerSnapshot | null
  /** The address to begin with, instead of the one in use. */
  readonly suggested?: string | null
  /** The label of the button that connects, where it does not sign in. */
  readonly connectLabel: string
  /** Focuses the address when the form appears. */
  readonly autoFocus?: boolean
  /** @param address as it was typed */
  readonly onConnect?: (address: string) => void
  /** Gives up; without it there is no button for that. */
  readonly onCancel?: () => void
}

/**
 * Asks for the address of a server and, unless the user can sign in to it with the browser, for the token. It says what
 * is found at the address while the user types.
 */
export function ServerForm({
  server,
  suggested = null,
  connectLabel,
  autoFocus = false,
  onConnect,
  onCancel,
}: ServerFormProps) {
  const { bridge, snapshot } = useWindow()
  const { t } = useI18n()
  const id = useId()
  const form = useServerForm(server, suggested)
  const [asksForToken, setAsksForToken] = useState(false)
  /** The proxy for which a login is entered; null: for none. */
  const [entering, setEntering] = useState<AskingProxy | null>(null)
  const { address, token, check, isUnchanged, isConfirmed, isValid, way, otherWay } = form
  // The server is saved as it is, and Tidings connects as soon as it can.
  const savesOnly = isValid && !isConfirmed && !form.isChecking
  const label = way === 'browser' && !isUnchanged ? t('sign-in.sign-in') : connectLabel
  return (
    <>
      <form
        className={fields.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (!isValid) return
          form.submitted()
          bridge.send({ type: 'connect', address, token, replaces: server?.key ?? null })
          // The user may be asked first, or the test may fail: then they go on from what they have typed.
          if (isConfirmed && check?.tone === 'good') form.clearToken()
          onConnect?.(address)
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || onCancel === undefined) return
          event.stopPropagation()
          onCancel()
        }}
      >
        <AddressField
          value={form.addressInput}
          onChange={form.setAddress}
          check={check}
          autoFocus={autoFocus}
        />
        {form.proxy !== null && (
          <Button variant="outlined" onClick={() => setEntering(form.proxy)}>
            {t('proxy.enter')}
          </Button>
        )}
        {way === 'token' && (
          <TokenField
            label={t(otherWay === null ? 'welcome.token-optional' : 'welcome.token')}
            value={form.tokenInput}
            onChange={form.setToken}
            hint={tokenHint(
              isUnchanged && server !== null
                ? server.token
                : { present: false, keptIn: snapshot.tokensKeptIn },
              token ?? '',
              t,
            )}
            trouble={form.tokenTrouble}
            autoFocus={asksForToken}
          />
        )}
        <Button
          type="submit"
          variant={isConfirmed ? 'filled' : 'outlined'}
          disabled={!isValid}
          aria-describedby={savesOnly ? `${id}-saves` : undefined}
        >
          {savesOnly ? t('welcome.save-anyway') : label}
        </Button>
        {savesOnly && (
          <p className={fields.hint} id={`${id}-saves`}>
            {t('welcome.save-anyway-hint')}
          </p>
        )}
        {otherWay !== null && (
          <Button
            variant="plain"
            onClick={() => {
              otherWay()
              setAsksForToken(way === 'browser')
            }}
          >
            {t(way === 'browser' ? 'sign-in.use-token' : 'sign-in.use-browser')}
          </Button>
        )}
        {onCancel !== undefined && (
          <Button variant="plain" onClick={onCancel}>
            {t('action.cancel')}
          </Button>
        )}
      </form>
      {/* Not within the form: it has one of its own. */}
      {entering !== null && <ProxyLoginDialog proxy={entering} onClose={() => setEntering(null)} />}
    </>
  )
}

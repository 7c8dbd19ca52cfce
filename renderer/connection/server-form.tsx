import { useState } from 'react'
import type { ServerSnapshot } from '../../electron/window/contract.ts'
import { useI18n } from '../i18n/i18n.ts'
import { Button } from '../style/button.tsx'
import fields from '../style/field.module.css'
import { useWindow } from '../window-context.ts'
import { AddressField } from './address-field.tsx'
import { tokenHint } from './server-check-text.ts'
import { TokenField } from './token-field.tsx'
import { useServerForm } from './use-server-form.ts'

export interface ServerFormProps {
  /** The server whose address is changed; null: one is added. */
  readonly server: ServerSnapshot | null
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
  connectLabel,
  autoFocus = false,
  onConnect,
  onCancel,
}: ServerFormProps) {
  const { bridge, snapshot } = useWindow()
  const { t } = useI18n()
  const form = useServerForm(server)
  const [asksForToken, setAsksForToken] = useState(false)
  const { address, token, check, isUnchanged, isValid, way, otherWay } = form
  const confirmed = isUnchanged || check?.tone === 'good' || check?.tone === 'ask'
  const label = way === 'browser' && !isUnchanged ? t('signIn.signIn') : connectLabel
  return (
    <form
      className={fields.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (!isValid) return
        bridge.send({ type: 'connect', address, token, replaces: server?.key ?? null })
        // The user may be asked first, or the test may fail: then they go on from what they have typed.
        if (check?.tone === 'good') form.clearToken()
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
      {way === 'token' && (
        <TokenField
          label={t(otherWay === null ? 'welcome.tokenOptional' : 'welcome.token')}
          value={form.tokenInput}
          onChange={form.setToken}
          hint={tokenHint(
            isUnchanged && server !== null ? server.token : { present: false, keptIn: snapshot.tokensKeptIn },
            token ?? '',
            t,
          )}
          autoFocus={asksForToken}
        />
      )}
      <Button type="submit" variant={confirmed ? 'filled' : 'outlined'} disabled={!isValid}>
        {confirmed || !isValid || check?.tone === 'busy' ? label : t('welcome.connectAnyway')}
      </Button>
      {otherWay !== null && (
        <Button
          variant="plain"
          onClick={() => {
            otherWay()
            setAsksForToken(way === 'browser')
          }}
        >
          {t(way === 'browser' ? 'signIn.useToken' : 'signIn.useBrowser')}
        </Button>
      )}
      {onCancel !== undefined && (
        <Button variant="plain" onClick={onCancel}>
          {t('server.cancel')}
        </Button>
      )}
    </form>
  )
}

import { useEffect, useId, useState } from 'react'
import { useI18n } from '../i18n/use-i18n.ts'
import buttons from '../style/button.module.css'
import fields from '../style/field.module.css'
import type { WindowProps } from '../window-context.ts'
import { CheckLine } from './check-line.tsx'
import { addressProblem, checkText, tokenPlaceText, tokenProblem } from './server-check-text.ts'
import { TokenField } from './token-field.tsx'

/** After so long without a key the address is looked at. */
const typingPauseMs = 500

export interface ServerFormProps extends WindowProps {
  /** What the button says that connects. */
  readonly connectLabel: string
  readonly onConnect: () => void
}

/** Asks for address and token, and says while one types what is found there. */
export function ServerForm({ bridge, clock, snapshot, connectLabel, onConnect }: ServerFormProps) {
  const { t } = useI18n()
  const id = useId()
  const [address, setAddress] = useState(snapshot.server ?? '')
  const [secret, setSecret] = useState('')
  const typed = { server: address.trim(), token: secret.trim() }
  const { server, token } = typed
  const sound = server !== '' && addressProblem(server, t) === null && tokenProblem(token, t) === null
  const known = server === snapshot.server && token === ''

  useEffect(() => {
    if (!sound || known) return
    return clock.after(typingPauseMs, () =>
      bridge.send({ type: 'check-server', server, token: token === '' ? null : token }),
    )
  }, [bridge, clock, sound, known, server, token])

  const found = known ? null : checkText(typed, snapshot.check, t)
  const proven = known || found?.tone === 'good'
  return (
    <form
      className={fields.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (!sound) return
        bridge.send({ type: 'connect', server, token: token === '' ? null : token })
        setSecret('')
        onConnect()
      }}
    >
      <div className={fields.field}>
        <label className={fields.label} htmlFor={id}>
          {t('welcome.address')}
        </label>
        <input
          id={id}
          className={fields.input}
          type="url"
          value={address}
          dir="ltr"
          autoComplete="off"
          spellCheck={false}
          maxLength={2000}
          aria-describedby={`${id}-found`}
          onChange={(event) => setAddress(event.target.value)}
        />
        <CheckLine
          id={`${id}-found`}
          found={found}
          hint={t('welcome.addressHint', { example: t('welcome.example') })}
        />
      </div>
      <TokenField
        label={t('welcome.tokenOptional')}
        value={secret}
        onChange={setSecret}
        hint={tokenPlaceText(known ? snapshot.token : { ...snapshot.token, present: false }, token, t)}
      />
      <button type="submit" className={proven ? buttons.filled : buttons.outlined} disabled={!sound}>
        {proven || !sound || found?.tone === 'busy' ? connectLabel : t('welcome.connectAnyway')}
      </button>
    </form>
  )
}

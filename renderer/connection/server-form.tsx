import { useEffect, useId, useState } from 'react'
import { useI18n } from '../i18n/i18n.ts'
import { Button } from '../style/button.tsx'
import fields from '../style/field.module.css'
import { Icon, type IconName } from '../style/icons.tsx'
import { useWindow } from '../window-context.ts'
import { addressProblem, type CheckText, checkText, tokenHint, tokenProblem } from './server-check-text.ts'
import { TokenField } from './token-field.tsx'

/** The address is checked after this time without typing. */
const checkDelayMs = 500

const checkIcons = {
  busy: 'ring',
  ask: 'plug',
  good: 'check-circle',
  warn: 'warning',
  bad: 'cross-circle',
} as const satisfies Record<CheckText['tone'], IconName>

export interface ServerFormProps {
  /** The label of the button that connects. */
  readonly connectLabel: string
  /** @param server the address as it was typed */
  readonly onConnect: (server: string) => void
}

/** Asks for the address and the token, and checks the address while the user types. */
export function ServerForm({ connectLabel, onConnect }: ServerFormProps) {
  const { bridge, clock, snapshot } = useWindow()
  const { t } = useI18n()
  const id = useId()
  const [address, setAddress] = useState(snapshot.server ?? '')
  const [tokenInput, setTokenInput] = useState('')
  const server = address.trim()
  const token = tokenInput.trim()
  const valid = server !== '' && addressProblem(server, t) === null && tokenProblem(token, t) === null
  const unchanged = server === snapshot.server && token === ''

  useEffect(() => {
    if (!valid || unchanged) return
    return clock.after(checkDelayMs, () =>
      bridge.send({ type: 'check-server', server, token: token === '' ? null : token }),
    )
  }, [bridge, clock, valid, unchanged, server, token])

  const check = unchanged ? null : checkText(server, token, snapshot.check, t)
  const confirmed = unchanged || check?.tone === 'good' || check?.tone === 'ask'
  return (
    <form
      className={fields.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (!valid) return
        bridge.send({ type: 'connect', server, token: token === '' ? null : token })
        // The user may be asked first, or the test may fail: then they go on from what they have typed.
        if (check?.tone === 'good') setTokenInput('')
        onConnect(server)
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
          aria-describedby={`${id}-check`}
          onChange={(event) => setAddress(event.target.value)}
        />
        {/* It always takes two lines, so that nothing moves when the result appears. */}
        <p className={fields.found} id={`${id}-check`} role="status" data-tone={check?.tone}>
          {check !== null && (
            <Icon name={checkIcons[check.tone]} size={14} spinning={check.tone === 'busy'} />
          )}
          <span>{check?.text ?? t('welcome.addressHint', { example: t('welcome.example') })}</span>
        </p>
      </div>
      <TokenField
        label={t('welcome.tokenOptional')}
        value={tokenInput}
        onChange={setTokenInput}
        hint={tokenHint(unchanged ? snapshot.token : { ...snapshot.token, present: false }, token, t)}
      />
      <Button type="submit" variant={confirmed ? 'filled' : 'outlined'} disabled={!valid}>
        {confirmed || !valid || check?.tone === 'busy' ? connectLabel : t('welcome.connectAnyway')}
      </Button>
    </form>
  )
}

import { useState } from 'react'
import type { ServerSnapshot } from '../../electron/window/contract.ts'
import { useI18n } from '../i18n/i18n.ts'
import { Button } from '../style/button.tsx'
import { useWindow } from '../window-context.ts'
import { tokenHint, tokenProblem } from './server-check-text.ts'
import { isSigningIn } from './server-state.ts'
import { TokenField } from './token-field.tsx'
import styles from './token-form.module.css'

export interface TokenFormProps {
  readonly server: ServerSnapshot
  readonly onDone: () => void
}

/** Asks for a new token for a server. A sign-in that is under way ends with it. */
export function TokenForm({ server, onDone }: TokenFormProps) {
  const { bridge } = useWindow()
  const { t } = useI18n()
  const [input, setInput] = useState('')
  const token = input.trim()
  const problem = tokenProblem(token, t)
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (token === '' || problem !== null) return
        if (isSigningIn(server)) bridge.send({ type: 'cancel-sign-in', server: server.key })
        bridge.send({ type: 'connect', address: server.address, token, replaces: server.key })
        onDone()
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        onDone()
      }}
    >
      <TokenField
        label={t('welcome.token')}
        value={input}
        onChange={setInput}
        hint={problem ?? tokenHint({ ...server.token, present: false }, token, t)}
        autoFocus
      />
      <div className={styles.buttons}>
        <Button variant="plain" onClick={onDone}>
          {t('server.cancel')}
        </Button>
        <Button type="submit" variant="filled" disabled={token === '' || problem !== null}>
          {t('welcome.connect')}
        </Button>
      </div>
    </form>
  )
}

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
  /** The token was sent, or the user has given up. */
  readonly onDone: () => void
  /** Gives up, in place of `onDone`; null: there is no button for that. */
  readonly onCancel?: (() => void) | null
}

/** Asks for a new token for a server. A sign-in that is under way ends with it. */
export function TokenForm({ server, onDone, onCancel = onDone }: TokenFormProps) {
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
        if (event.key !== 'Escape' || onCancel === null) return
        event.stopPropagation()
        onCancel()
      }}
    >
      <TokenField
        label={t('welcome.token')}
        value={input}
        onChange={setInput}
        trouble={problem}
        hint={tokenHint({ ...server.token, present: false }, token, t)}
        autoFocus
      />
      <div className={styles.buttons}>
        {onCancel !== null && (
          <Button variant="plain" onClick={onCancel}>
            {t('action.cancel')}
          </Button>
        )}
        <Button type="submit" variant="filled" disabled={token === '' || problem !== null}>
          {t('action.connect')}
        </Button>
      </div>
    </form>
  )
}

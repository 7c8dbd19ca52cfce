import { useState } from 'react'
import { useSpeech } from '../i18n/use-i18n.ts'
import buttons from '../style/button.module.css'
import type { WindowParts } from '../window-context.ts'
import { tokenPlaceText } from './server-check-text.ts'
import { TokenField } from './token-field.tsx'
import styles from './token-form.module.css'

export interface TokenFormProps extends WindowParts {
  readonly server: string
  readonly onDone: () => void
}

/** Asks for a new token for the server that is already known. */
export function TokenForm({ bridge, view, server, onDone }: TokenFormProps) {
  const { say } = useSpeech()
  const [token, setToken] = useState('')
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (token.trim() === '') return
        bridge.send({ type: 'connect', server, token: token.trim() })
        onDone()
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onDone()
      }}
    >
      <TokenField
        label={say('welcome.token')}
        value={token}
        onChange={setToken}
        hint={tokenPlaceText(view.token, '', say)}
        autoFocus
      />
      <button type="submit" className={buttons.filled} disabled={token.trim() === ''}>
        {say('welcome.connect')}
      </button>
    </form>
  )
}

import { useState } from 'react'
import { useI18n } from '../i18n/i18n.ts'
import buttons from '../style/button.module.css'
import { useWindow } from '../window-context.ts'
import { tokenHint } from './server-check-text.ts'
import { TokenField } from './token-field.tsx'
import styles from './token-form.module.css'

export interface TokenFormProps {
  readonly server: string
  readonly onDone: () => void
}

/** Asks for a new token for the current server. */
export function TokenForm({ server, onDone }: TokenFormProps) {
  const { bridge, snapshot } = useWindow()
  const { t } = useI18n()
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
        label={t('welcome.token')}
        value={token}
        onChange={setToken}
        hint={tokenHint(snapshot.token, '', t)}
        autoFocus
      />
      <button type="submit" className={buttons.filled} disabled={token.trim() === ''}>
        {t('welcome.connect')}
      </button>
    </form>
  )
}

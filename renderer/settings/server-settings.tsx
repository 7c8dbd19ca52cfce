import { useState } from 'react'
import { ServerForm } from '../connection/server-form.tsx'
import { statusLabel } from '../connection/status-text.ts'
import { useSpeech } from '../i18n/use-i18n.ts'
import buttons from '../style/button.module.css'
import fields from '../style/field.module.css'
import type { WindowParts } from '../window-context.ts'
import { Group } from './group.tsx'

/** Where notifications come from, and with which token. */
export function ServerSettings(parts: WindowParts) {
  const { bridge, view } = parts
  const { say } = useSpeech()
  const [tries, setTries] = useState(0)
  const { connection } = view.status
  return (
    <div>
      <Group title={say('settings.server')}>
        <ServerForm {...parts} connectLabel={say('settings.save')} onConnect={() => setTries(tries + 1)} />
        {tries > 0 && (
          <p
            className={fields.found}
            role="status"
            data-tone={connection.kind === 'open' ? 'good' : undefined}
          >
            {connection.kind === 'open' ? say('settings.saved') : statusLabel(connection.kind, say)}
          </p>
        )}
      </Group>
      {view.token.present && (
        <Group title={say('welcome.token')}>
          <div className={fields.row}>
            <p className={fields.hint}>
              {say(view.token.keptIn === 'keychain' ? 'settings.tokenSaved' : 'settings.tokenHeld')}
            </p>
            <button
              type="button"
              className={buttons.outlined}
              onClick={() => bridge.send({ type: 'forget-token' })}
            >
              {say('settings.forgetToken')}
            </button>
          </div>
        </Group>
      )}
    </div>
  )
}

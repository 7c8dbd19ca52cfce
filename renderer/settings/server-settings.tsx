import { useState } from 'react'
import { ServerForm } from '../connection/server-form.tsx'
import { isUnencrypted, statusLabel } from '../connection/status-text.ts'
import { useI18n } from '../i18n/i18n.ts'
import { Button } from '../style/button.tsx'
import fields from '../style/field.module.css'
import { Icon } from '../style/icons.tsx'
import { useWindow } from '../window-context.ts'
import { Group } from './fields.tsx'

/** The server and its access token. */
export function ServerSettings() {
  const { bridge, snapshot } = useWindow()
  const { t } = useI18n()
  const [saved, setSaved] = useState<string | null>(null)
  const { connection } = snapshot.status
  // The user may have said no to the question whether to connect.
  const isSaved = saved !== null && URL.canParse(saved) && new URL(saved).href === snapshot.server
  return (
    <div>
      <Group title={t('settings.server')}>
        <ServerForm connectLabel={t('settings.save')} onConnect={setSaved} />
        {isUnencrypted(snapshot.server) && (
          <p className={fields.found} data-tone="warn">
            <Icon name="warning" size={14} />
            <span>{t('status.notEncryptedHint')}</span>
          </p>
        )}
        {isSaved && (
          <p
            className={fields.found}
            role="status"
            data-tone={connection.kind === 'open' ? 'good' : undefined}
          >
            {connection.kind === 'open' ? t('settings.saved') : statusLabel(connection.kind, t)}
          </p>
        )}
      </Group>
      {snapshot.token.present && (
        <Group title={t('welcome.token')}>
          <div className={fields.row}>
            <p className={fields.hint}>
              {t(snapshot.token.keptIn === 'keychain' ? 'settings.tokenSaved' : 'settings.tokenHeld')}
            </p>
            <Button variant="outlined" onClick={() => bridge.send({ type: 'forget-token' })}>
              {t('settings.forgetToken')}
            </Button>
          </div>
        </Group>
      )}
    </div>
  )
}

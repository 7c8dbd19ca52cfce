import { useState } from 'react'
import { isMuted } from '../../electron/model/mute.ts'
import type { ServerSnapshot } from '../../electron/window/contract.ts'
import { ServerForm } from '../connection/server-form.tsx'
import { serverProblem, stateLabel } from '../connection/server-state.ts'
import { useI18n } from '../i18n/i18n.ts'
import fields from '../style/field.module.css'
import { useWindow } from '../window-context.ts'
import { Group } from './fields.tsx'
import { LockedNote } from './locked-note.tsx'
import { hasAccess, ServerAccess } from './server-access.tsx'
import styles from './server-card.module.css'
import { MuteField, NameField, UnencryptedNote } from './server-fields.tsx'

/**
 * The settings of the only server. What tells servers apart, a name and a colour, is left out unless the user has chosen
 * it while there were more.
 */
export function OnlyServer({ server }: { readonly server: ServerSnapshot }) {
  const { t } = useI18n()
  const [saved, setSaved] = useState<string | null>(null)
  const { settings, account, status } = server
  const muted = isMuted(useWindow().snapshot.settings.rules, { source: server.id })
  // The user may have said no to the question whether to connect.
  const isSaved = saved !== null && URL.canParse(saved) && new URL(saved).href === server.address
  const isOpen = status.connection.kind === 'open'
  return (
    <>
      <Group title={t('status.server')}>
        {server.managed ? (
          <ManagedServer server={server} />
        ) : (
          <ServerForm server={server} connectLabel={t('settings.save')} onConnect={setSaved} />
        )}
        <UnencryptedNote server={server} />
        {isSaved && (
          <p className={fields.found} aria-live="polite" data-tone={isOpen ? 'good' : undefined}>
            {isOpen ? t('settings.saved') : stateLabel(server, t)}
          </p>
        )}
        {settings.name !== null && !server.managed && <NameField server={server} />}
        {muted && <MuteField server={server} />}
      </Group>
      {(hasAccess(server) || server.managed) && (
        <Group title={t(account === null && server.token.present ? 'welcome.token' : 'server.account')}>
          <ServerAccess server={server} hasTokenField={!server.managed} />
        </Group>
      )}
    </>
  )
}

/** A server that the organization has set, in place of the form for its address. */
function ManagedServer({ server }: { readonly server: ServerSnapshot }) {
  const { t } = useI18n()
  const problem = serverProblem(server, t)
  return (
    <>
      {server.settings.name !== null && <p dir="auto">{server.settings.name}</p>}
      <p className={styles.address} dir="ltr">
        {server.address}
      </p>
      <LockedNote />
      {problem !== null && <p className={fields.hint}>{problem}</p>}
    </>
  )
}

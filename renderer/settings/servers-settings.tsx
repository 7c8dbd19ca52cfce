import { useState } from 'react'
import type { ServerKey } from '../../electron/model/server.ts'
import { maxServers } from '../../electron/model/settings.ts'
import { ServerForm } from '../connection/server-form.tsx'
import { useKeptFocus } from '../connection/use-kept-focus.ts'
import { useI18n } from '../i18n/i18n.ts'
import { Button } from '../style/button.tsx'
import fields from '../style/field.module.css'
import { Icon } from '../style/icons.tsx'
import { useWindow } from '../window-context.ts'
import { Group } from './fields.tsx'
import { OnlyServer } from './only-server.tsx'
import { Proxies } from './proxies.tsx'
import { RemoveServer } from './remove-server.tsx'
import { ServerCard } from './server-card.tsx'
import styles from './servers-settings.module.css'

export interface ServersSettingsProps {
  /** The server that the user has come for; null: none. */
  readonly server: ServerKey | null
}

/** The servers: a form while there is one at most, otherwise a card for each. */
export function ServersSettings({ server: asked }: ServersSettingsProps) {
  const { servers, managed } = useWindow().snapshot
  const { t } = useI18n()
  const panelRef = useKeptFocus<HTMLDivElement>()
  const [opened, setOpened] = useState(asked)
  /** The servers that were there when the user began to add one; null: they don't. */
  const [before, setBefore] = useState<readonly ServerKey[] | null>(null)
  const added = before === null ? undefined : servers.find(({ key }) => !before.includes(key))
  if (added !== undefined) {
    setBefore(null)
    setOpened(added.key)
  }
  const [only, ...others] = servers
  return (
    <div ref={panelRef} className={styles.panel} tabIndex={-1}>
      {only === undefined && (
        <Group title={t('status.server')}>
          <ServerForm server={null} connectLabel={t('settings.save')} />
        </Group>
      )}
      {only !== undefined && others.length === 0 && <OnlyServer server={only} />}
      {others.length > 0 && (
        <Group title={t('settings.servers')}>
          <ul className={styles.cards}>
            {servers.map((server) => (
              <ServerCard key={server.key} server={server} isOpenedFirst={server.key === opened} />
            ))}
          </ul>
        </Group>
      )}
      <Proxies />
      {before !== null && (
        <Group title={t('server.add')}>
          <ServerForm
            server={null}
            connectLabel={t('action.connect')}
            autoFocus
            onCancel={() => setBefore(null)}
          />
        </Group>
      )}
      {only !== undefined && managed?.allowsOtherServers === false && (
        <div className={styles.buttons}>
          <p className={fields.hint}>{t('problem.other-servers')}</p>
        </div>
      )}
      {only !== undefined && before === null && managed?.allowsOtherServers !== false && (
        <div className={styles.buttons}>
          <AddButton
            isFull={servers.length >= maxServers}
            onAdd={() => setBefore(servers.map(({ key }) => key))}
          />
          {others.length === 0 && !only.managed && <RemoveServer server={only} isOnly />}
        </div>
      )}
    </div>
  )
}

function AddButton({ isFull, onAdd }: { readonly isFull: boolean; readonly onAdd: () => void }) {
  const { t } = useI18n()
  return (
    <>
      <Button variant="outlined" disabled={isFull} onClick={onAdd}>
        <Icon name="plus" size={14} />
        {t('server.add')}
      </Button>
      {isFull && <p className={fields.hint}>{t('server.too-many', { count: maxServers })}</p>}
    </>
  )
}

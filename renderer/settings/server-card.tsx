import { useEffect, useId, useRef, useState } from 'react'
import { isMuted } from '../../electron/model/mute.ts'
import type { ServerSnapshot } from '../../electron/window/contract.ts'
import { ServerForm } from '../connection/server-form.tsx'
import { serverProblem } from '../connection/server-state.ts'
import { ServerStateLabel } from '../connection/server-state-label.tsx'
import { useI18n } from '../i18n/i18n.ts'
import { Button } from '../style/button.tsx'
import fields from '../style/field.module.css'
import { Icon } from '../style/icons.tsx'
import layout from '../style/layout.module.css'
import { ServerDot } from '../style/server-dot.tsx'
import { useWindow } from '../window-context.ts'
import { LockedNote } from './locked-note.tsx'
import { RemoveServer } from './remove-server.tsx'
import { ServerAccess } from './server-access.tsx'
import styles from './server-card.module.css'
import { ColourField, MuteField, NameField, UnencryptedNote } from './server-fields.tsx'

export interface ServerCardProps {
  readonly server: ServerSnapshot
  /** Whether it is open when it appears, with the focus on it. */
  readonly isOpenedFirst: boolean
}

/** One of several servers: its state at a glance, and its settings when it is opened. */
export function ServerCard({ server, isOpenedFirst }: ServerCardProps) {
  const { t } = useI18n()
  const id = useId()
  const headRef = useRef<HTMLButtonElement>(null)
  const [isOpen, setIsOpen] = useState(isOpenedFirst)
  useEffect(() => {
    if (!isOpenedFirst) return
    setIsOpen(true)
    headRef.current?.focus()
  }, [isOpenedFirst])
  const { name, settings } = server
  const muted = isMuted(useWindow().snapshot.settings.rules, { source: server.id })
  return (
    <li className={styles.card}>
      <h3 className={styles.heading}>
        <button
          ref={headRef}
          type="button"
          className={styles.head}
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          onClick={() => setIsOpen(!isOpen)}
        >
          <ServerDot colour={settings.colour} />
          <span className={styles.name} dir="auto" title={name}>
            {name}
          </span>
          {muted && <Icon name="bell-off" size={14} />}
          {muted && <span className="visually-hidden">{t('item.muted-server')}</span>}
          <ServerStateLabel server={server} />
          <span className={styles.arrow} data-open={isOpen ? '' : undefined}>
            <Icon name="chevron" size={14} />
          </span>
        </button>
      </h3>
      {isOpen && (
        <div id={id} className={styles.body}>
          <ServerCardBody server={server} />
        </div>
      )}
    </li>
  )
}

function ServerCardBody({ server }: { readonly server: ServerSnapshot }) {
  const { t } = useI18n()
  /** The address that the user is changing; null: they don't. */
  const [oldAddress, setOldAddress] = useState<string | null>(null)
  // Not before it has changed: the user may say no to the question whether to connect.
  if (oldAddress !== null && oldAddress !== server.address) setOldAddress(null)
  const changesAddress = oldAddress !== null
  const problem = serverProblem(server, t)
  return (
    <>
      {problem !== null && <p className={fields.hint}>{problem}</p>}
      <UnencryptedNote server={server} />
      {server.managed ? (
        <LockedNote />
      ) : (
        <>
          <NameField server={server} />
          <ColourField server={server} />
        </>
      )}
      <MuteField server={server} />
      <ServerAccess server={server} hasTokenField={changesAddress} />
      {changesAddress ? (
        <ServerForm
          server={server}
          connectLabel={t('settings.save')}
          autoFocus
          onConnect={(address) => {
            if (address === server.address) setOldAddress(null)
          }}
          onCancel={() => setOldAddress(null)}
        />
      ) : (
        <p className={styles.address} dir="ltr">
          {server.address}
        </p>
      )}
      {!server.managed && (
        <div className={layout.buttons}>
          {!changesAddress && (
            <Button variant="outlined" onClick={() => setOldAddress(server.address)}>
              {t('server.change-address')}
            </Button>
          )}
          <RemoveServer server={server} />
        </div>
      )}
    </>
  )
}

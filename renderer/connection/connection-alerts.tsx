import { useEffect, useRef } from 'react'
import type { AskingProxy } from '../../electron/model/proxy-login.ts'
import type { ServerKey } from '../../electron/model/server.ts'
import { useAnnounce } from '../announcements/announcer.tsx'
import { useI18n } from '../i18n/i18n.ts'
import { Button } from '../style/button.tsx'
import { Icon } from '../style/icons.tsx'
import { useWindow } from '../window-context.ts'
import styles from './connection-alert.module.css'
import { ConnectionAlert } from './connection-alert.tsx'
import { problemNews, type SaidProblems } from './problem-news.ts'
import { ProxyLoginButton } from './proxy-login-dialog.tsx'
import { alertsFor, askingProxies } from './server-state.ts'
import { useKeptFocus } from './use-kept-focus.ts'

export interface ConnectionAlertsProps {
  /** The server where the user has come to sign in, as from the tray's menu; null: none. */
  readonly asked: ServerKey | null
  /** Opens the settings of the servers. */
  readonly onServers: () => void
}

/** What is wrong with the connections, a card for each of the worst, with the button that may fix it. */
export function ConnectionAlerts({ asked, onServers }: ConnectionAlertsProps) {
  const { servers } = useWindow().snapshot
  const { t } = useI18n()
  useProblemNews()
  if (servers.length === 0) return <NoServerAlert onServers={onServers} />
  const { shown, moreCount } = alertsFor(servers, asked, t)
  const proxies = askingProxies(servers)
  if (shown.length + proxies.length === 0) return null
  return (
    <div className={styles.alerts}>
      {proxies.map((proxy) => (
        <ProxyAlert key={proxy.proxy} proxy={proxy} />
      ))}
      {shown.map((server) => (
        <ConnectionAlert
          key={server.key}
          server={server}
          isNamed={servers.length > 1}
          isAsked={asked === server.key}
        />
      ))}
      {moreCount > 0 && (
        <button type="button" className={styles.more} onClick={onServers}>
          {t('status.more-trouble', { count: moreCount })}
        </button>
      )}
    </div>
  )
}

/** Announces what is wrong with the servers. The cards themselves come and go, which screen readers do not notice. */
function useProblemNews(): void {
  const { servers } = useWindow().snapshot
  const i18n = useI18n()
  const announce = useAnnounce()
  const said = useRef<SaidProblems>(new Map())
  useEffect(() => {
    const news = problemNews(servers, said.current, i18n)
    said.current = news.said
    for (const text of news.texts) announce(text)
  }, [servers, i18n, announce])
}

/** Shown where there are items, but no server any more. */
function NoServerAlert({ onServers }: Pick<ConnectionAlertsProps, 'onServers'>) {
  const { t } = useI18n()
  return (
    <div className={styles.alerts}>
      <section className={styles.card} aria-label={t('status.problem')}>
        <Icon name="warning" />
        <p className={styles.text}>{t('status.no-server-problem')}</p>
        <Button variant="outlined" onClick={onServers}>
          {t('status.choose-server')}
        </Button>
      </section>
    </div>
  )
}

/** A proxy that asks for a name and a password, however many servers are behind it. */
function ProxyAlert({ proxy }: { readonly proxy: AskingProxy }) {
  const { t, isolate } = useI18n()
  const cardRef = useKeptFocus<HTMLElement>()
  const key = proxy.wasRejected ? 'problem.proxy-login-rejected' : 'problem.proxy-login-needed'
  return (
    <section ref={cardRef} className={styles.card} aria-label={t('status.problem')} tabIndex={-1}>
      <Icon name="warning" />
      <div className={styles.text}>
        <p>{t(key, { proxy: isolate(proxy.proxy) })}</p>
      </div>
      <div className={styles.buttons}>
        <ProxyLoginButton proxy={proxy} />
      </div>
    </section>
  )
}

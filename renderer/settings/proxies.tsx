import { ProxyLoginButton } from '../connection/proxy-login-dialog.tsx'
import { askingProxies } from '../connection/server-state.ts'
import { useI18n } from '../i18n/i18n.ts'
import { Button } from '../style/button.tsx'
import { useWindow } from '../window-context.ts'
import { Group } from './fields.tsx'
import styles from './server-access.module.css'

/** The proxies that ask for a login, and those that the user has given one; nothing where there is none. */
export function Proxies() {
  const { bridge, snapshot } = useWindow()
  const { t, isolate } = useI18n()
  const asking = askingProxies(snapshot.servers)
  const known = snapshot.proxies.filter((proxy) => asking.every((one) => one.proxy !== proxy))
  if (asking.length + known.length === 0) return null
  return (
    <Group title={t('proxy.proxies')}>
      {asking.map((proxy) => (
        <div key={proxy.proxy} className={styles.row}>
          <p>
            {t(proxy.wasRejected ? 'problem.proxy-login-rejected' : 'problem.proxy-login-needed', {
              proxy: isolate(proxy.proxy),
            })}
          </p>
          <ProxyLoginButton proxy={proxy} />
        </div>
      ))}
      {known.map((proxy) => (
        <div key={proxy} className={styles.row}>
          <p>{t('proxy.saved', { proxy: isolate(proxy) })}</p>
          <Button
            variant="outlined"
            aria-label={t('proxy.forget-named', { proxy: isolate(proxy) })}
            onClick={() => bridge.send({ type: 'forget-proxy-login', proxy })}
          >
            {t('proxy.forget')}
          </Button>
        </div>
      ))}
    </Group>
  )
}

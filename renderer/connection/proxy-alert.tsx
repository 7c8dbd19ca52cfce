import type { AskingProxy } from '../../electron/model/proxy-login.ts'
import { useI18n } from '../i18n/i18n.ts'
import { Icon } from '../style/icons.tsx'
import styles from './connection-alert.module.css'
import { ProxyLoginButton } from './proxy-login-dialog.tsx'
import { useKeptFocus } from './use-kept-focus.ts'

/** A proxy that asks for a name and a password, however many servers are behind it. */
export function ProxyAlert({ proxy }: { readonly proxy: AskingProxy }) {
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

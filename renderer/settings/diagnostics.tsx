import { useEffect, useState } from 'react'
import type { ServerKey } from '../../electron/model/server.ts'
import { rememberRejected } from '../connection/seen-rejected.ts'
import { statusLabel } from '../connection/status-text.ts'
import { useI18n } from '../i18n/i18n.ts'
import { Button } from '../style/button.tsx'
import fields from '../style/field.module.css'
import layout from '../style/layout.module.css'
import { useWindow } from '../window-context.ts'
import styles from './diagnostics.module.css'
import { ChoiceField, Group } from './fields.tsx'
import { ServerExamination } from './server-examination.tsx'

/** What helps to find out why something does not work. */
export function Diagnostics() {
  const { bridge, snapshot, memory } = useWindow()
  const { t, formats } = useI18n()
  const [copied, setCopied] = useState(false)
  const [tested, setTested] = useState(false)
  const { servers, testNotification: test, rejectedCount } = snapshot
  const [chosen, setChosen] = useState<ServerKey | null>(null)
  // The one that was chosen may have been removed.
  const server = servers.find(({ key }) => key === chosen)?.key ?? servers[0]?.key ?? null
  useEffect(() => bridge.send({ type: 'show-diagnostics', open: true, server }), [bridge, server])
  useEffect(() => () => bridge.send({ type: 'show-diagnostics', open: false, server: null }), [bridge])
  useEffect(() => rememberRejected(memory, rejectedCount), [memory, rejectedCount])
  // Those of the other server, until the answer is here.
  const diagnostics = snapshot.diagnostics?.server === server ? snapshot.diagnostics : null
  return (
    <div>
      <Group title={t('diagnostics.tools')}>
        <div className={layout.buttons}>
          <Button
            variant="outlined"
            onClick={() => {
              bridge.send({ type: 'test-notification' })
              setTested(true)
            }}
          >
            {t('notification.send-test')}
          </Button>
          <Button
            variant="outlined"
            onClick={() => {
              bridge.send({ type: 'copy-report' })
              setCopied(true)
            }}
          >
            {t('diagnostics.copy')}
          </Button>
        </div>
        <p className={fields.hint} aria-live="polite">
          {tested && test !== null && `${test.reason ?? t('notification.test-sent')} `}
          {t(copied ? 'diagnostics.copied' : 'diagnostics.copy-hint')}
        </p>
      </Group>
      {servers.length > 1 && (
        <div className={styles.choice}>
          <ChoiceField
            label={t('status.server')}
            value={server ?? 0}
            choices={servers.map(({ key, name }) => ({ value: key, label: name, dir: 'auto' }))}
            onChange={setChosen}
          />
        </div>
      )}
      {diagnostics === null ? (
        <p className={fields.hint}>{t('diagnostics.loading')}</p>
      ) : (
        <>
          <ServerExamination diagnostics={diagnostics} />
          {diagnostics.hints.length > 0 && (
            <Group title={t('diagnostics.hints')}>
              {diagnostics.hints.map((hint) => (
                <p key={hint} className={fields.hint}>
                  {hint}
                </p>
              ))}
            </Group>
          )}
          <Group title={t('diagnostics.connection-log')} setting="diagnostics.connection-log">
            {diagnostics.connections.length === 0 && (
              <p className={fields.hint}>{t('diagnostics.connection-log-empty')}</p>
            )}
            {/* It scrolls, so the Tab key reaches it. Without a name, all of its text is read at once. */}
            <ol
              className={styles.timeline}
              // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
              tabIndex={0}
              aria-label={t('diagnostics.connection-log')}
            >
              {diagnostics.connections.map(({ at, kind, problem }) => (
                <li key={`${at} ${kind}`} data-kind={kind}>
                  <time dateTime={new Date(at).toISOString()}>{formats.stamp(at)}</time>
                  <span className={styles.state}>{statusLabel(kind, t)}</span>
                  {problem !== null && <span className={styles.problem}>{problem}</span>}
                </li>
              ))}
            </ol>
          </Group>
          <Group title={t('diagnostics.rejected-events')} setting="diagnostics.rejected-events">
            {diagnostics.rejectedEvents.length === 0 && (
              <p className={fields.hint}>{t('diagnostics.rejected-events-none')}</p>
            )}
            {diagnostics.rejectedEvents.map(({ at, reason, data, count }, index) => (
              <details
                // Two events may have the same time; the list is only ever replaced as a whole.
                // biome-ignore lint/suspicious/noArrayIndexKey: see above
                key={index}
                className={styles.rejected}
              >
                <summary>
                  <time dateTime={new Date(at).toISOString()}>{formats.stamp(at)}</time> {reason}
                  {count > 1 && <span> ×{formats.number(count)}</span>}
                </summary>
                <pre dir="ltr">{data}</pre>
              </details>
            ))}
          </Group>
          <Group title={t('diagnostics.sandbox')}>
            <p className={fields.hint} data-tone={diagnostics.sandbox === 'off' ? 'warn' : undefined}>
              {t(`diagnostics.sandbox-${diagnostics.sandbox}`)}
            </p>
          </Group>
          <Group title={t('diagnostics.versions')} setting="diagnostics.versions">
            <dl className={fields.pairs}>
              {Object.entries(diagnostics.versions).map(([name, version]) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd dir="ltr">{version}</dd>
                </div>
              ))}
              <div>
                <dt>{t('diagnostics.last-event-id')}</dt>
                <dd dir="ltr">{diagnostics.cursor ?? t('diagnostics.last-event-id-none')}</dd>
              </div>
            </dl>
          </Group>
        </>
      )}
    </div>
  )
}

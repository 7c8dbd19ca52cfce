import { type RefObject, useLayoutEffect } from 'react'
import type { JobProgress } from '../../../electron/model/job.ts'
import type { ItemDetail } from '../../../electron/window/contract.ts'
import { useI18n } from '../../i18n/i18n.ts'
import { Icon } from '../../style/icons.tsx'
import { Highlight } from '../highlighted-text.tsx'
import type { ItemActions } from '../item-actions.ts'
import { ItemDownload } from '../item-download.tsx'
import type { ItemOrigin } from '../item-origin.ts'
import { itemText, toneIcons } from '../item-text.ts'
import { JobProgressBar } from '../job-progress.tsx'
import { LinkedText } from '../linked-text.tsx'
import { progressNote } from '../progress-note.ts'
import tones from '../tones.module.css'
import { CourseChart } from './course-chart.tsx'
import { DetailActions } from './detail-actions.tsx'
import { DetailFacts } from './detail-facts.tsx'
import styles from './detail-pane.module.css'

export interface DetailPaneProps {
  readonly detail: ItemDetail
  readonly progress: JobProgress | null
  readonly origin: ItemOrigin | null
  readonly muted: boolean
  readonly search: string
  readonly now: number
  readonly actions: ItemActions
  readonly paneRef: RefObject<HTMLElement | null>
  readonly onMenu: (button: Element) => void
  readonly onLeave: () => void
}

/** Everything about one item, beside the list. */
export function DetailPane(props: DetailPaneProps) {
  const { detail, progress, search, now, actions, paneRef, onLeave } = props
  const { item, course } = detail
  const i18n = useI18n()
  const { title, body, tone, label } = itemText(item, i18n.t)
  const note = progressNote(item, progress, now, i18n)
  // The next item is read from its beginning.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is about the item
  useLayoutEffect(() => {
    if (paneRef.current !== null) paneRef.current.scrollTop = 0
  }, [paneRef, item.key])
  const isLinked = item.title === null && item.message !== null
  const linked = (text: string) => (
    <LinkedText
      text={text}
      search={search}
      reachable={true}
      onOpen={(index) => actions.openLink(item, index)}
    />
  )
  return (
    <section
      ref={paneRef}
      data-keys="detail"
      className={`${tones.toned} ${styles.pane}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must be reached by the keyboard for that
      tabIndex={0}
      aria-label={i18n.t('detail.label')}
      data-tone={tone}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        if (!(event.target instanceof Node && event.currentTarget.contains(event.target))) return
        event.preventDefault()
        onLeave()
      }}
    >
      <div className={styles.content}>
        <p className={styles.state}>
          <Icon name={toneIcons[tone]} size={16} />
          {label ?? i18n.t('item.notification')}
          {!item.read && <span className={styles.unread}>{i18n.t('item.is-unread')}</span>}
        </p>
        <h2 className={styles.title} dir="auto">
          {isLinked ? linked(title) : <Highlight text={title} search={search} />}
        </h2>
        <DetailActions {...props} item={item} />
        {body !== null && (
          <p className={styles.body} dir="auto">
            {linked(body)}
          </p>
        )}
        {item.offer !== null && tone === 'succeeded' && (
          <ItemDownload item={item} title={title} now={now} reachable={true} actions={actions} />
        )}
        {tone === 'running' && (
          <div className={styles.progress}>
            <JobProgressBar item={item} measured={progress} label={title} />
          </div>
        )}
        {note !== null && (
          <p className={styles.note} data-tone={note.tone === 'warn' ? 'warn' : undefined}>
            {note.text}
          </p>
        )}
        {item.state !== null && <CourseChart course={course} state={item.state} now={now} />}
        <DetailFacts {...props} item={item} />
      </div>
    </section>
  )
}

import { useLayoutEffect, useRef, useState } from 'react'
import { findMatches } from '../../electron/model/text-folding.ts'
import { useI18n } from '../i18n/i18n.ts'
import styles from './highlighted-text.module.css'

export interface ClampedTextProps {
  readonly id: string
  readonly text: string
  readonly search: string
  /** Whether the Tab key reaches the button. */
  readonly reachable: boolean
}

/** Three lines of a text, and a button for the rest if it is longer. */
export function ClampedText({ id, text, search, reachable }: ClampedTextProps) {
  const { t } = useI18n()
  const ref = useRef<HTMLParagraphElement>(null)
  const [expanded, setExpanded] = useState(false)
  const [clamped, setClamped] = useState(false)
  useLayoutEffect(() => {
    const element = ref.current
    if (element === null || expanded) return
    const measure = () => setClamped(element.scrollHeight > element.clientHeight + 1)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [expanded])
  return (
    <>
      <p
        className={styles.text}
        data-expanded={expanded ? '' : undefined}
        id={id}
        ref={ref}
        dir="auto"
        title={clamped && !expanded ? text : undefined}
      >
        <Highlight text={text} search={search} />
      </p>
      {(clamped || expanded) && (
        <button
          type="button"
          className={styles.button}
          tabIndex={reachable ? 0 : -1}
          aria-expanded={expanded}
          aria-controls={id}
          onClick={(event) => {
            event.stopPropagation()
            setExpanded(!expanded)
          }}
        >
          {t(expanded ? 'item.less' : 'item.more')}
        </button>
      )}
    </>
  )
}

/** A text with the searched words marked. */
export function Highlight({ text, search }: { readonly text: string; readonly search: string }) {
  if (search.trim() === '') return text
  // The pieces of a text never change their order, so the index can be the key.
  return findMatches(text, search).map((piece, index) =>
    piece.match ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: see above
      <mark key={index}>{piece.text}</mark>
    ) : (
      piece.text
    ),
  )
}

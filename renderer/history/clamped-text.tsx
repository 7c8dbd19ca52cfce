import { useLayoutEffect, useRef, useState } from 'react'
import styles from './clamped-text.module.css'

export interface ClampedTextProps {
  readonly id: string
  readonly text: string
  /** Whether the Tab key stops at the button. */
  readonly reachable: boolean
}

/** Three lines of a text, and a button for the rest where there is one. */
export function ClampedText({ id, text, reachable }: ClampedTextProps) {
  const ref = useRef<HTMLParagraphElement>(null)
  const [expanded, setExpanded] = useState(false)
  const [cut, setCut] = useState(false)
  useLayoutEffect(() => {
    const element = ref.current
    if (element === null || expanded) return
    const measure = () => setCut(element.scrollHeight > element.clientHeight + 1)
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
        title={cut && !expanded ? text : undefined}
      >
        {text}
      </p>
      {(cut || expanded) && (
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
          {expanded ? 'Show less' : 'Show more'}
        </button>
      )}
    </>
  )
}

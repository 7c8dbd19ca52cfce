import { linksIn } from '../../electron/model/links.ts'
import { Highlight } from './highlighted-text.tsx'
import styles from './linked-text.module.css'

export interface LinkedTextProps {
  readonly text: string
  readonly search: string
  /** Whether the Tab key reaches the links. */
  readonly reachable: boolean
  /** @param index the place of the link among those of the text */
  readonly onOpen: (index: number) => void
}

/** A text with the searched words marked, and with its links: the main process opens them by their place. */
export function LinkedText({ text, search, reachable, onOpen }: LinkedTextProps) {
  const links = linksIn(text)
  if (links.length === 0) return <Highlight text={text} search={search} />
  return (
    <>
      {links.map(({ start, url, text: shown }, index) => (
        <span key={start}>
          <Highlight text={text.slice(links[index - 1]?.end ?? 0, start)} search={search} />
          {/* biome-ignore lint/a11y/useSemanticElements: an address in the page would be another way out of it, and a button is never cut off in the middle */}
          <span
            role="link"
            className={styles.link}
            dir="ltr"
            title={url}
            tabIndex={reachable ? 0 : -1}
            onClick={(event) => {
              event.stopPropagation()
              if (document.getSelection()?.isCollapsed !== false) onOpen(index)
            }}
            onKeyDown={(event) => {
              if (event.key === 'Enter') onOpen(index)
            }}
          >
            <Highlight text={shown} search={search} />
          </span>
        </span>
      ))}
      <Highlight text={text.slice(links.at(-1)?.end)} search={search} />
    </>
  )
}

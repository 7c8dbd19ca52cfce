import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from 'react'
import { useWindow } from '../window-context.ts'

/** Has a screen reader say a text, after what it is saying. Texts are in the user's language. */
export type Announce = (text: string) => void

const AnnounceContext = createContext<Announce | null>(null)

interface Announcement {
  readonly number: number
  readonly text: string
}

/** So long a text is in the document. Screen readers take it when it appears; later it is only in their way. */
const keptMs = 10_000

/**
 * Holds the live region in which everything is announced that happens without a move of the focus. There is one for all:
 * it is in the document before the first text, without which screen readers miss that.
 */
export function Announcer({ children }: { readonly children: ReactNode }) {
  const { clock } = useWindow()
  const [announcements, setAnnouncements] = useState<readonly Announcement[]>([])
  const count = useRef(0)
  const announce = useCallback((text: string) => {
    count.current += 1
    const number = count.current
    setAnnouncements((last) => [...last, { number, text }])
  }, [])
  useEffect(() => {
    if (announcements.length > 0) return clock.after(keptMs, () => setAnnouncements([]))
  }, [clock, announcements])
  return (
    <AnnounceContext value={announce}>
      {children}
      <div className="visually-hidden" aria-live="polite">
        {announcements.map(({ number, text }) => (
          // A new element for each, so that the same text is said again.
          <p key={number}>{text}</p>
        ))}
      </div>
    </AnnounceContext>
  )
}

export function useAnnounce(): Announce {
  const announce = useContext(AnnounceContext)
  if (announce === null) throw new Error('there is no Announcer around this component')
  return announce
}

import { createContext, useContext } from 'react'

/** Which banners the user has closed, each with the text it had: another text is shown again. */
export interface Dismissed {
  readonly texts: Readonly<Record<string, string>>
  readonly dismiss: (banner: string, text: string) => void
}

export const DismissedContext = createContext<Dismissed | null>(null)

export function useDismissed(): Dismissed {
  const value = useContext(DismissedContext)
  if (value === null) throw new Error('there is no DismissedContext around this component')
  return value
}

import { createContext, useContext } from 'react'
import type { WindowI18n } from './i18n.ts'

export const I18nContext = createContext<WindowI18n | null>(null)

/** The language of the window, for whatever component has something to say. */
export function useI18n(): WindowI18n {
  const i18n = useContext(I18nContext)
  if (i18n === null) throw new Error('there is no SpeechContext around this component')
  return i18n
}

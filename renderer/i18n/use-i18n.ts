import { createContext, useContext } from 'react'
import type { Speech } from './i18n.ts'

export const SpeechContext = createContext<Speech | null>(null)

/** The language of the window, for whatever component has something to say. */
export function useSpeech(): Speech {
  const speech = useContext(SpeechContext)
  if (speech === null) throw new Error('there is no SpeechContext around this component')
  return speech
}

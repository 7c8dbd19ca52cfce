import { Direction } from 'radix-ui'
import { useLayoutEffect, useMemo } from 'react'
import type { Clock } from '../electron/model/clock.ts'
import type { Language } from '../electron/model/settings.ts'
import type { Bridge } from '../electron/window/contract.ts'
import { chooseLocale } from './format/locale.ts'
import { createSpeech } from './i18n/i18n.ts'
import { SpeechContext } from './i18n/use-i18n.ts'
import { TidingsWindow } from './tidings-window.tsx'
import { useView } from './use-snapshot.ts'

export interface AppProps {
  readonly bridge: Bridge
  readonly clock: Clock
  /** The user's languages, most wanted first, like `en-GB`: they say how times and numbers are written. */
  readonly languages: readonly string[]
}

export function App({ bridge, clock, languages }: AppProps) {
  const view = useView(bridge)
  const speech = useSpeechOf(view?.language ?? 'en', languages)
  if (view === null) return null
  return (
    <SpeechContext value={speech}>
      <Direction.Provider dir={speech.direction}>
        <TidingsWindow bridge={bridge} clock={clock} view={view} />
      </Direction.Provider>
    </SpeechContext>
  )
}

/** The speech of a language; the document is told of it, so that it is read, hyphenated and laid out by it. */
function useSpeechOf(language: Language, languages: readonly string[]) {
  const speech = useMemo(
    () => createSpeech(language, chooseLocale(language, languages)),
    [language, languages],
  )
  useLayoutEffect(() => {
    document.documentElement.lang = speech.language
    document.documentElement.dir = speech.direction
  }, [speech])
  return speech
}

import { Direction } from 'radix-ui'
import { useLayoutEffect, useMemo } from 'react'
import type { Clock } from '../electron/model/clock.ts'
import { chooseLocale } from '../electron/model/locale.ts'
import type { Language } from '../electron/model/settings.ts'
import type { Bridge } from '../electron/window/contract.ts'
import { createWindowI18n } from './i18n/i18n.ts'
import { I18nContext } from './i18n/use-i18n.ts'
import { TidingsWindow } from './tidings-window.tsx'
import { useSnapshot } from './use-snapshot.ts'

export interface AppProps {
  readonly bridge: Bridge
  readonly clock: Clock
  /** The user's languages, most wanted first, like `en-GB`: they say how times and numbers are written. */
  readonly languages: readonly string[]
}

export function App({ bridge, clock, languages }: AppProps) {
  const snapshot = useSnapshot(bridge)
  const i18n = useSpeechOf(snapshot?.language ?? 'en', languages)
  if (snapshot === null) return null
  return (
    <I18nContext value={i18n}>
      <Direction.Provider dir={i18n.direction}>
        <TidingsWindow bridge={bridge} clock={clock} snapshot={snapshot} />
      </Direction.Provider>
    </I18nContext>
  )
}

/** The speech of a language; the document is told of it, so that it is read, hyphenated and laid out by it. */
function useSpeechOf(language: Language, languages: readonly string[]) {
  const i18n = useMemo(
    () => createWindowI18n(language, chooseLocale(language, languages)),
    [language, languages],
  )
  useLayoutEffect(() => {
    document.documentElement.lang = i18n.language
    document.documentElement.dir = i18n.direction
  }, [i18n])
  return i18n
}

import { Direction } from 'radix-ui'
import { useEffect, useLayoutEffect, useMemo, useState } from 'react'
import { chooseLocale } from '../electron/i18n/language.ts'
import type { Clock } from '../electron/model/clock.ts'
import type { Language } from '../electron/model/settings.ts'
import type { AppSnapshot, Bridge } from '../electron/window/contract.ts'
import { createWindowI18n, I18nContext } from './i18n/i18n.ts'
import { TidingsWindow } from './tidings-window.tsx'
import { WindowContext } from './window-context.ts'

export interface AppProps {
  readonly bridge: Bridge
  readonly clock: Clock
  /** The user's language tags, like `en-GB`, most preferred first. They decide how times and numbers are written. */
  readonly languages: readonly string[]
}

export function App({ bridge, clock, languages }: AppProps) {
  // Null only until the first message of the main process, which it sends at once.
  const [snapshot, setSnapshot] = useState<AppSnapshot | null>(null)
  useEffect(() => bridge.watch(setSnapshot), [bridge])
  const i18n = useDocumentLanguage(snapshot?.language ?? 'en', languages)
  if (snapshot === null) return null
  return (
    <I18nContext value={i18n}>
      <Direction.Provider dir={i18n.direction}>
        <WindowContext value={{ bridge, clock, snapshot }}>
          <TidingsWindow />
        </WindowContext>
      </Direction.Provider>
    </I18nContext>
  )
}

/** The texts of a language. The document gets the language too, for screen readers, hyphenation and direction. */
function useDocumentLanguage(language: Language, languages: readonly string[]) {
  // Every snapshot renders this again, and there is one when the time zone has changed.
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a format for times holds the zone in which it was created
  const i18n = useMemo(
    () => createWindowI18n(language, chooseLocale(language, languages)),
    [language, languages, timeZone],
  )
  useLayoutEffect(() => {
    document.documentElement.lang = i18n.language
    document.documentElement.dir = i18n.direction
  }, [i18n])
  return i18n
}

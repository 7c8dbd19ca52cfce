import { Direction } from 'radix-ui'
import { type ReactNode, useEffect, useLayoutEffect, useMemo, useState } from 'react'
import type { Catalog } from '../electron/i18n/i18n.ts'
import type { Clock } from '../electron/model/clock.ts'
import type { Language } from '../electron/model/settings.ts'
import type { AppSnapshot, Bridge } from '../electron/window/contract.ts'
import { Announcer } from './announcements/announcer.tsx'
import type { WindowMemory } from './commands/recent-entries.ts'
import { type Dismissed, DismissedContext } from './dismissed.ts'
import { createWindowI18n, I18nContext } from './i18n/i18n.ts'
import type { Keyboard } from './keyboard.ts'
import { TidingsWindow } from './tidings-window.tsx'
import { WindowContext } from './window-context.ts'

export interface AppProps {
  readonly bridge: Bridge
  readonly clock: Clock
  readonly keyboard: Keyboard
  readonly memory: WindowMemory
}

export function App({ bridge, clock, keyboard, memory }: AppProps) {
  // Null only until the first message of the main process, which it sends at once.
  const [snapshot, setSnapshot] = useState<AppSnapshot | null>(null)
  useEffect(() => bridge.watch(setSnapshot), [bridge])
  const texts = useTexts(bridge, snapshot?.language ?? null)
  // Kept here because the banners come and go with the pages.
  const [dismissed, setDismissed] = useState<Dismissed['texts']>({})
  const dismiss = (banner: string, text: string) => setDismissed((all) => ({ ...all, [banner]: text }))
  if (snapshot === null || texts === null) return null
  return (
    <Localized texts={texts} locale={snapshot.locale} timeLocale={snapshot.timeLocale}>
      <WindowContext value={{ bridge, clock, keyboard, memory, snapshot }}>
        <DismissedContext value={{ texts: dismissed, dismiss }}>
          <Announcer>
            <TidingsWindow />
          </Announcer>
        </DismissedContext>
      </WindowContext>
    </Localized>
  )
}

interface Texts {
  readonly language: Language
  readonly catalog: Catalog
}

/** The texts of a language. While others are on their way the last ones stay; null: there were none yet. */
function useTexts(bridge: Bridge, language: Language | null): Texts | null {
  const [texts, setTexts] = useState<Texts | null>(null)
  useEffect(() => {
    if (language === null) return
    let isOutdated = false
    void bridge.texts(language).then((catalog) => {
      if (!isOutdated) setTexts({ language, catalog })
    })
    return () => {
      isOutdated = true
    }
  }, [bridge, language])
  return texts
}

interface LocalizedProps extends Pick<AppSnapshot, 'locale' | 'timeLocale'> {
  readonly texts: Texts
  readonly children: ReactNode
}

/** The document gets the language too, for screen readers, hyphenation and direction. */
function Localized({ texts, locale, timeLocale, children }: LocalizedProps) {
  // Every snapshot renders this again, and there is one when the time zone has changed.
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a format for times holds the zone in which it was created
  const i18n = useMemo(
    () => createWindowI18n(texts.catalog, texts.language, locale, timeLocale),
    [texts, locale, timeLocale, timeZone],
  )
  useLayoutEffect(() => {
    document.documentElement.lang = i18n.language
    document.documentElement.dir = i18n.direction
  }, [i18n])
  return (
    <I18nContext value={i18n}>
      <Direction.Provider dir={i18n.direction}>{children}</Direction.Provider>
    </I18nContext>
  )
}

import { Direction } from 'radix-ui'
import { useEffect, useLayoutEffect, useMemo, useState } from 'react'
import type { Catalog } from '../electron/i18n/i18n.ts'
import type { Clock } from '../electron/model/clock.ts'
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
  /** Other texts than those of the language, such as a pseudo-locale's. */
  readonly catalog?: Catalog | undefined
}

export function App({ bridge, clock, keyboard, memory, catalog }: AppProps) {
  // Null only until the first message of the main process, which it sends at once.
  const [snapshot, setSnapshot] = useState<AppSnapshot | null>(null)
  useEffect(() => bridge.watch(setSnapshot), [bridge])
  const i18n = useDocumentLanguage(snapshot, catalog)
  // Kept here because the banners come and go with the pages.
  const [texts, setTexts] = useState<Dismissed['texts']>({})
  const dismiss = (banner: string, text: string) => setTexts((all) => ({ ...all, [banner]: text }))
  if (snapshot === null) return null
  return (
    <I18nContext value={i18n}>
      <Direction.Provider dir={i18n.direction}>
        <WindowContext value={{ bridge, clock, keyboard, memory, snapshot }}>
          <DismissedContext value={{ texts, dismiss }}>
            <Announcer>
              <TidingsWindow />
            </Announcer>
          </DismissedContext>
        </WindowContext>
      </Direction.Provider>
    </I18nContext>
  )
}

const noLanguage = { language: 'en', locale: 'en', timeLocale: 'en' } as const

/** The texts of a language. The document gets the language too, for screen readers, hyphenation and direction. */
function useDocumentLanguage(snapshot: AppSnapshot | null, catalog: Catalog | undefined) {
  const { language, locale, timeLocale } = snapshot ?? noLanguage
  // Every snapshot renders this again, and there is one when the time zone has changed.
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a format for times holds the zone in which it was created
  const i18n = useMemo(
    () => createWindowI18n(language, locale, timeLocale, catalog),
    [language, locale, timeLocale, timeZone, catalog],
  )
  useLayoutEffect(() => {
    document.documentElement.lang = i18n.language
    document.documentElement.dir = i18n.direction
  }, [i18n])
  return i18n
}

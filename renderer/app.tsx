import { useMemo, useState } from 'react'
import type { Bridge, View } from '../electron/ipc/contract.ts'
import type { Clock } from '../electron/model/clock.ts'
import styles from './app.module.css'
import { ConnectionBar } from './connection/connection-bar.tsx'
import { TroubleCard } from './connection/trouble-card.tsx'
import { Welcome } from './connection/welcome.tsx'
import { createFormats } from './format/formats.ts'
import { type Filter, FilterBar } from './history/filter-bar.tsx'
import { History } from './history/history.tsx'
import { Notices } from './history/notices.tsx'
import { PauseBanner } from './settings/pause-banner.tsx'
import { useView } from './use-view.ts'

export interface AppProps {
  readonly bridge: Bridge
  readonly clock: Clock
  /** How times and dates are written, like `en-GB`. */
  readonly locale: string
}

export function App({ bridge, clock, locale }: AppProps) {
  const view = useView(bridge)
  return view === null ? null : <Window bridge={bridge} clock={clock} locale={locale} view={view} />
}

function Window({ bridge, clock, locale, view }: AppProps & { readonly view: View }) {
  const [filter, setFilter] = useState<Filter>('all')
  const formats = useMemo(() => createFormats(locale), [locale])
  const parts = { bridge, clock, formats, view }
  const welcoming = view.server === null && view.latest.items.length === 0
  return (
    <div className={styles.window}>
      <ConnectionBar {...parts} />
      <main className={styles.main}>
        <PauseBanner {...parts} />
        {welcoming ? (
          <Welcome />
        ) : (
          <>
            <TroubleCard {...parts} />
            <FilterBar bridge={bridge} unread={view.unread} filter={filter} onFilter={setFilter} />
            <History key={filter} {...parts} filter={filter} onShowAll={() => setFilter('all')} />
          </>
        )}
      </main>
      <Notices view={view} formats={formats} />
    </div>
  )
}

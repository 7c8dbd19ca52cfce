import type { HistorySource } from '../../electron/model/server.ts'
import type { SourceId } from '../../electron/model/source.ts'
import { useI18n } from '../i18n/i18n.ts'
import { ServerDot } from '../style/server-dot.tsx'
import { useWindow } from '../window-context.ts'
import { FilterMenu } from './filter-menu.tsx'
import { sourceOf } from './item-origin.ts'

export interface SourceMenuProps {
  readonly chosen: SourceId | null
  readonly onChoose: (source: SourceId | null) => void
}

/** Limits the history to the items of one server. Hidden unless there are several. */
export function SourceMenu({ chosen, onChoose }: SourceMenuProps) {
  const { sources } = useWindow().snapshot
  const { t, isolate } = useI18n()
  if (sources.length < 2 && chosen === null) return null
  const choiceOf = ({ id, name, colour }: HistorySource) => ({
    value: id,
    label: colour === null ? t('filter.removedServer', { server: isolate(name) }) : name,
    sign: <ServerDot colour={colour} />,
  })
  const chosenSource = chosen === null ? null : sourceOf(chosen, sources)
  const isListed = chosenSource === null || sources.includes(chosenSource)
  return (
    <FilterMenu
      icon="server"
      label={t('status.server')}
      buttonLabel={
        chosenSource === null
          ? t('status.server')
          : t('filter.serverIs', { server: isolate(chosenSource.name) })
      }
      chosen={chosenSource === null ? null : choiceOf(chosenSource)}
      choices={[
        { value: null, label: t('filter.allServers') },
        ...(isListed ? sources : [chosenSource, ...sources]).map(choiceOf),
      ]}
      onChoose={onChoose}
    />
  )
}

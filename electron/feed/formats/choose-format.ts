import type { FormatName, Source } from '../../model/source.ts'
import { readData } from '../read-data.ts'
import { isCloudEvent } from './cloud-events.ts'
import type { EventContent, FormatChoice } from './format.ts'
import { formats } from './formats.ts'
import { isNtfy } from './ntfy.ts'

/**
 * The format that the address names; else it is Tidings' own until an address or an event shows that it is another.
 *
 * @param onRecognized called once, if an event shows it
 */
export function chooseFormat(
  { url, format: named }: Pick<Source, 'url' | 'format'>,
  onRecognized: (name: FormatName) => void,
): FormatChoice {
  let found = named ?? formatOfAddress(url)
  const current = () => formats[found ?? 'tidings']
  return {
    current,
    of: (event) => {
      if (found !== null) return current()
      found = formatOfEvent(event)
      if (found !== null) onRecognized(found)
      return current()
    },
  }
}

/** "The URL of the hub should be the well-known fixed path." */
function formatOfAddress({ pathname }: URL): FormatName | null {
  return pathname.endsWith('/.well-known/mercure') ? 'mercure' : null
}

// The time and the place of a message among those of the same second, in each channel.
const nchanId = /^\d{9,11}:[-\d,[\]]+$/

/** Null: nothing shows it. Mercure is not recognized here: its updates are whatever the publisher wrote. */
export function formatOfEvent(event: EventContent): FormatName | null {
  const { data: text, eventId } = event
  // Parsing all events once more is too much only for this.
  const isWorthParsing = /"(?:specversion|topic)"/.test(text) || nchanId.test(eventId ?? '')
  if (!isWorthParsing) return null
  const data = readData(event)
  if (data.kind === 'text') return nchanId.test(eventId ?? '') ? 'nchan' : null
  if (data.kind === 'json' && isCloudEvent(data.value)) return 'cloudevents'
  // `open` is the first event, so a keepalive is never the one that shows it.
  return data.kind === 'json' && isNtfy(data.value) ? 'ntfy' : null
}

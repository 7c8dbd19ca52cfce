import type { FormatName } from '../../model/source.ts'
import { decode } from '../decode.ts'
import { decodeCloudEvents } from './cloud-events.ts'
import type { Format } from './format.ts'
import { decodeMercure } from './mercure.ts'
import { decodeNtfy, ntfyCursorAfter } from './ntfy.ts'
import { decodeTextOrJson } from './text-or-json.ts'

export const formats: Readonly<Record<FormatName, Format>> = {
  tidings: { decode },
  mercure: { decode: decodeMercure },
  ntfy: { decode: decodeNtfy, cursorAfter: ntfyCursorAfter, cursorParameter: 'since' },
  // Its messages have ids and names by SSE's own means, and any content.
  nchan: { decode: decodeTextOrJson },
  cloudevents: { decode: decodeCloudEvents },
}

/** The half of a file that is on the disk. */
export interface PartialFile {
  /** Bytes. */
  readonly received: number
  /** The ETag or date that came with them; null: nothing to recognise the file by. */
  readonly validator: string | null
}

/** What an answer means for the file. */
export type Reading =
  /** The body is the file from this byte on; `total` is the size of the whole, null when it is not said. */
  | {
      readonly kind: 'body'
      readonly from: number
      readonly total: number | null
      readonly validator: string | null
    }
  /** The half that is there is of no use: ask for the whole. */
  | { readonly kind: 'start-over' }
  | { readonly kind: 'refused'; readonly status: number }

/** The headers that ask for what is missing; only what can be recognised is gone on with (RFC 9110, 13.1.5). */
export function rangeHeaders({ received, validator }: PartialFile): Readonly<Record<string, string>> {
  if (received === 0 || validator === null) return {}
  return { Range: `bytes=${received}-`, 'If-Range': validator }
}

/** Reads the answer to a request with `rangeHeaders`. */
export function readAnswer(status: number, headers: Headers, half: PartialFile): Reading {
  // A body that is packed for the way has other bytes than the file.
  const isPacked = !['', 'identity'].includes(headers.get('content-encoding')?.trim().toLowerCase() ?? '')
  if (status === 200) {
    const length = isPacked ? null : numberOf(headers.get('content-length'))
    return { kind: 'body', from: 0, total: length, validator: isPacked ? null : validatorOf(headers) }
  }
  if (status === 206 && half.received > 0) {
    const range = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers.get('content-range') ?? '')
    if (isPacked || range === null || Number(range[1]) !== half.received) return { kind: 'start-over' }
    return { kind: 'body', from: half.received, total: numberOf(range[2] ?? null), validator: half.validator }
  }
  // The half is as long as the whole, or longer: the file is another one now.
  if (status === 416 && half.received > 0) return { kind: 'start-over' }
  return { kind: 'refused', status }
}

/** A weak ETag does not promise the same bytes (RFC 9110, 8.8.1). */
function validatorOf(headers: Headers): string | null {
  const etag = headers.get('etag')
  if (etag !== null && /^"[^"]*"$/.test(etag)) return etag
  return headers.get('last-modified')
}

function numberOf(text: string | null): number | null {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null
}

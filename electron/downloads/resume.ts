import type { HttpResponse } from '../model/http-response.ts'
import { limits } from '../model/limits.ts'

/** Where an interrupted download can be resumed. */
export interface ResumePoint {
  /** Bytes that are on the disk. */
  readonly received: number
  /** The ETag or date of the file that they belong to; null: there is nothing to recognise the file by. */
  readonly validator: string | null
}

/** The point from which the whole file is downloaded. */
export const startOfFile: ResumePoint = { received: 0, validator: null }

/** What a response means for the partial file. */
export type FileResponse =
  | {
      readonly kind: 'body'
      /** The body is the file from this byte on. */
      readonly from: number
      /** The size of the whole file; null when the server does not say. */
      readonly total: number | null
      readonly validator: string | null
      /** How many bytes were sent for the whole file, if they are not its own but compressed ones; null: unknown. */
      readonly compressedSize: number | null
    }
  /** The partial file is useless: the whole file has to be requested. */
  | { readonly kind: 'start-over' }
  | { readonly kind: 'refused'; readonly status: number }

/** The headers that request only what is missing, provided the file is still the same (RFC 9110, 13.1.5). */
export function rangeHeaders({ received, validator }: ResumePoint): Readonly<Record<string, string>> {
  if (received === 0 || validator === null) return {}
  return { Range: `bytes=${received}-`, 'If-Range': validator }
}

/** Interprets the response to a request with the `rangeHeaders` of this point. */
export function readResponse(
  status: number,
  headers: HttpResponse['headers'],
  point: ResumePoint,
): FileResponse {
  // A compressed body has other bytes than the file.
  const isCompressed = !['', 'identity'].includes(headers.get('content-encoding')?.trim().toLowerCase() ?? '')
  if (status === 200) {
    const length = parseBytes(headers.get('content-length'))
    return isCompressed
      ? { kind: 'body', from: 0, total: null, validator: null, compressedSize: length }
      : { kind: 'body', from: 0, total: length, validator: validatorOf(headers), compressedSize: null }
  }
  if (status === 206 && point.received > 0) {
    const range = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers.get('content-range') ?? '')
    if (isCompressed || range === null || Number(range[1]) !== point.received) return { kind: 'start-over' }
    return {
      kind: 'body',
      from: point.received,
      total: parseBytes(range[2] ?? null),
      validator: point.validator,
      compressedSize: null,
    }
  }
  // The partial file is at least as long as the whole file, so the file on the server has changed.
  if (status === 416 && point.received > 0) return { kind: 'start-over' }
  return { kind: 'refused', status }
}

/** A weak ETag does not promise the same bytes (RFC 9110, 8.8.1). */
function validatorOf(headers: HttpResponse['headers']): string | null {
  const etag = headers.get('etag')
  const validator = etag !== null && /^"[^"]*"$/.test(etag) ? etag : headers.get('last-modified')
  // It is stored, and the server gets it back.
  return validator !== null && validator.length <= limits.arriving.validator.max ? validator : null
}

function parseBytes(text: string | null): number | null {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null
}

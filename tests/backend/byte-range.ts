/** What a Range header asks of a file: all of it, bytes `start` to `end` (both included), or nonsense. */
export type ByteRange =
  | { readonly kind: 'whole' }
  | { readonly kind: 'part'; readonly start: number; readonly end: number }
  | { readonly kind: 'unsatisfiable' }

/** RFC 9110, 14.2: a header that isn't understood is ignored, and several ranges need not be served. */
export function byteRange(header: string | undefined, size: number): ByteRange {
  const match = /^bytes=(\d*)-(\d*)$/i.exec(header?.trim() ?? '')
  const [, first = '', last = ''] = match ?? []
  if (first === '' && last === '') return { kind: 'whole' }
  if (first === '') return part(Math.max(0, size - Number(last)), size - 1, size)
  if (last !== '' && Number(last) < Number(first)) return { kind: 'whole' }
  return part(Number(first), last === '' ? size - 1 : Math.min(Number(last), size - 1), size)
}

function part(start: number, end: number, size: number): ByteRange {
  return start < size ? { kind: 'part', start, end } : { kind: 'unsatisfiable' }
}

import { parseSafeUrl } from './safe-url.ts'

/** A link in a text: the part from `start` up to `end`, in UTF-16 units. */
export interface TextLink {
  readonly start: number
  readonly end: number
  readonly url: string
}

const candidate = /https:\/\/[^\s<>"'`“”‘’«»、。「」]+/giu
const maxLinks = 100

/** The `https:` links in a text, in their order. What ends a sentence does not belong to them. */
export function linksIn(text: string): readonly TextLink[] {
  const links: TextLink[] = []
  for (const { 0: found, index } of text.matchAll(candidate)) {
    const written = withoutPunctuation(found)
    const url = parseSafeUrl(written)
    if (url !== null) links.push({ start: index, end: index + written.length, url: url.href })
    if (links.length === maxLinks) break
  }
  return links
}

function withoutPunctuation(text: string): string {
  let end = text.length
  while (end > 0 && /[.,;:!?…)\]}*_]/u.test(text[end - 1] ?? '')) {
    // A closing bracket belongs to the link if it was opened there.
    if (text[end - 1] === ')' && count(text, '(', end) >= count(text, ')', end)) break
    end -= 1
  }
  return text.slice(0, end)
}

function count(text: string, sign: string, end: number): number {
  return text.slice(0, end).split(sign).length - 1
}

import { limits } from './limits.ts'
import { parseSafeUrl } from './safe-url.ts'

/** A link in a text: the part from `start` up to `end`, in UTF-16 units. */
export interface TextLink {
  readonly start: number
  readonly end: number
  /** The whole address, as it is opened. */
  readonly url: string
  /** What to show of it: as it is written, but with its host in Punycode, where look-alikes can be told apart. */
  readonly text: string
}

const maxLinks = limits.shown.links.max
const maxLength = limits.arriving.url.max

/**
 * Letters of scripts that are written without spaces end a link, because what follows it directly is rarely part of it:
 * browsers copy addresses with such letters in percent escapes. So do signs that no address has, among them those that
 * are invisible or change the order in which it is read.
 */
const part = String.raw`(?![<>"'\x60{}|\\^])(?!\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|\p{Script=Thai}|\p{Script=Lao}|\p{Script=Khmer}|\p{Script=Myanmar})(?:[!-~]|[\p{L}\p{M}\p{N}])`
const candidate = new RegExp(String.raw`(?<![A-Za-z0-9_@.+-])https:\/\/(?:${part})+`, 'giu')

/**
 * The `https:` links in a text, in their order; at most twenty. The window shows them and names one by its place, the main
 * process finds it again: no address comes from the window.
 */
export function linksIn(text: string): readonly TextLink[] {
  const links: TextLink[] = []
  for (const { 0: found, index } of text.matchAll(candidate)) {
    const written = withoutPunctuation(found)
    const url = written.length > maxLength ? null : parseSafeUrl(written)
    const host = /^https:\/\/([^/?#]+)/i.exec(written)?.[1] ?? ''
    if (url === null || host === '' || !isHost(url.hostname)) continue
    const shown = shownText(written, host, url)
    links.push({ start: index, end: index + written.length, url: url.href, text: shown })
    if (links.length === maxLinks) break
  }
  return links
}

const closing: ReadonlyMap<string, string> = new Map([
  [')', '('],
  [']', '['],
])

/** What ends a sentence or emphasizes it is not part of an address, and a bracket only if it was opened in there. */
function withoutPunctuation(text: string): string {
  let end = text.length
  for (;;) {
    const last = text[end - 1] ?? ''
    const opening = closing.get(last)
    const isPart =
      opening === undefined ? !/[.,;:!?*_~]/.test(last) : count(text, opening, end) >= count(text, last, end)
    if (isPart) return text.slice(0, end)
    end -= 1
  }
}

function count(text: string, sign: string, end: number): number {
  return text.slice(0, end).split(sign).length - 1
}

/** Whether it can be more than the beginning of a sentence about addresses: `https://…` or `https://host`. */
function isHost(hostname: string): boolean {
  return /^(?:[a-z0-9_-]+(?:\.[a-z0-9_-]+)+\.?|\[.+\]|localhost)$/.test(hostname)
}

function shownText(written: string, host: string, url: URL): string {
  const isSame = host.toLowerCase() === url.host || host.toLowerCase() === `${url.hostname}:443`
  return isSame ? written : `https://${url.host}${written.slice('https://'.length + host.length)}`
}

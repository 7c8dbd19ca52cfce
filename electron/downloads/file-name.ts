// Chromium gives shell folders of these kinds another ending too: the desktop acts on them without being asked.
const actingEndings =
  /\.(lnk|url|scf|local|desktop|library-ms|search-ms|searchconnector-ms|theme|inf|website|webloc|fileloc|inetloc)$/i
const actingNames = /^(desktop\.ini|autorun\.inf|thumbs\.db|\.directory)$/i

// https://learn.microsoft.com/windows/win32/fileio/naming-a-file
const reservedNames = /^(con|prn|aux|nul|conin\$|conout\$|clock\$|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i

// File systems count bytes, and 255 of them is the usual limit; a number and `.part` may have to be added.
const mostBytes = 180

const longestEnding = 20

/**
 * A name for a file that stays in its folder and means nothing special to any system, whatever was asked for.
 *
 * @param wanted what the server calls it; without it the end of the address will do
 */
export function safeFileName(wanted: string | null, address: string): string {
  const name = clean(wanted ?? '') || clean(endOfPath(address)) || 'download'
  const harmless = reservedNames.test(name) ? `_${name}` : name
  const inert = actingEndings.test(harmless) || actingNames.test(harmless) ? `${harmless}.download` : harmless
  return shorten(inert)
}

/** The name for the n-th file of that name, from 0: `orders.csv`, `orders (1).csv`. */
export function numberedName(name: string, n: number): string {
  if (n === 0) return name
  const [stem, ending] = split(name)
  return `${stem} (${n})${ending}`
}

function clean(text: string): string {
  const last = text.replaceAll('\\', '/').split('/').at(-1) ?? ''
  return (
    last
      .normalize('NFC')
      // What can't be seen, or turns the order of what can: controls, separators, direction marks, lone surrogates.
      .replaceAll(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\u200b\u2060\ufeff\ufff9-\uffff]/gu, '')
      .replaceAll(/[<>:"|?*]/g, '_')
      .replaceAll(/\s+/gu, ' ')
      // A leading dot hides a file, Windows drops a trailing one.
      .replace(/^[. ]+/, '')
      .replace(/[. ]+$/, '')
  )
}

function endOfPath(address: string): string {
  if (!URL.canParse(address)) return ''
  const last = new URL(address).pathname.split('/').at(-1) ?? ''
  try {
    return decodeURIComponent(last)
  } catch {
    return last
  }
}

/** Cuts between what people see as characters, and keeps the ending. */
function shorten(name: string): string {
  if (bytesOf(name) <= mostBytes) return name
  const [stem, ending] = split(name)
  let short = ''
  for (const { segment } of new Intl.Segmenter().segment(stem)) {
    if (bytesOf(short + segment + ending) > mostBytes) break
    short += segment
  }
  return `${short.replace(/[. ]+$/, '') || 'download'}${ending}`
}

function split(name: string): readonly [stem: string, ending: string] {
  const ending = /(?:\.tar)?\.[\p{L}\p{N}_-]+$/iu.exec(name)?.[0] ?? ''
  const isEnding = ending.length <= longestEnding && bytesOf(ending) <= 2 * longestEnding
  return ending !== '' && isEnding && ending.length < name.length
    ? [name.slice(0, -ending.length), ending]
    : [name, '']
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length
}

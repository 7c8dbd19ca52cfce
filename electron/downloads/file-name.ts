import { limits } from '../model/limits.ts'

// The desktop acts on such files by itself, without being asked to open them; Chromium renames them as well.
const activeExtensions =
  /\.(lnk|url|scf|local|desktop|library-ms|search-ms|searchconnector-ms|theme|inf|website|webloc|fileloc|inetloc)$/i
const activeNames = /^(desktop\.ini|autorun\.inf|thumbs\.db|\.directory)$/i

// https://learn.microsoft.com/windows/win32/fileio/naming-a-file
const reservedNames = /^(con|prn|aux|nul|conin\$|conout\$|clock\$|com[0-9¹²³]|lpt[0-9¹²³])\s*(\.|$)/i

// Joiners stay where words and emoji are written with them.
const joiners = [
  String.raw`(?<=[\p{L}\p{M}])(?<!\p{Script=Latin})[\u200c\u200d](?=[\p{L}\p{M}])(?!\p{Script=Latin})`,
  String.raw`(?<=\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)\u200d(?=\p{Extended_Pictographic})`,
  String.raw`(?<=\p{Extended_Pictographic})\ufe0f`,
]
// Characters that take no space or look like empty space, and those that change the reading direction: a name must not
// look like another one, or hide its extension.
const invisible = new RegExp(
  String.raw`(?!${joiners.join('|')})[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\ufff9-\uffff]`,
  'gu',
)

// File systems usually allow 255 bytes; a number and `.part` may have to be added.
const maxBytes = limits.stored.fileName.max

const maxExtensionLength = 20

/**
 * Returns a name that stays in its folder and has no special meaning on any system, whatever was asked for.
 *
 * @param wanted the name from the server; null: the last part of the address is used
 */
export function safeFileName(wanted: string | null, address: string): string {
  const name = clean(wanted ?? '') || clean(lastPathSegment(address)) || 'download'
  const harmless = reservedNames.test(name) ? `_${name}` : name
  const inert =
    activeExtensions.test(harmless) || activeNames.test(harmless) ? `${harmless}.download` : harmless
  return shorten(inert)
}

/** The name for the n-th file of this name, counted from 0: `orders.csv`, `orders (1).csv`. */
export function numberedName(name: string, n: number): string {
  if (n === 0) return name
  const [stem, extension] = split(name)
  return `${stem} (${n})${extension}`
}

function clean(text: string): string {
  const last = text.replaceAll('\\', '/').split('/').at(-1) ?? ''
  return (
    last
      .normalize('NFC')
      .replaceAll(invisible, '')
      .replaceAll(/[<>:"|?*]/g, '_')
      // The Braille blank is no space, but looks like one.
      .replaceAll(/[\s\u2800]+/gu, ' ')
      // A leading dot hides a file; Windows drops a trailing one.
      .replace(/^[. ]+/, '')
      .replace(/[. ]+$/, '')
  )
}

/** The name of the file in an address; empty when it has none. */
export function lastPathSegment(address: string): string {
  if (!URL.canParse(address)) return ''
  const last = new URL(address).pathname.split('/').at(-1) ?? ''
  try {
    return decodeURIComponent(last)
  } catch {
    return last
  }
}

/** Cuts between characters as people see them, and keeps the extension. */
function shorten(name: string): string {
  if (bytesOf(name) <= maxBytes) return name
  const [stem, extension] = split(name)
  let short = ''
  for (const { segment } of new Intl.Segmenter().segment(stem)) {
    if (bytesOf(short + segment + extension) > maxBytes) break
    short += segment
  }
  return `${short.replace(/[. ]+$/, '') || 'download'}${extension}`
}

function split(name: string): readonly [stem: string, extension: string] {
  const extension = /(?:\.tar)?\.[\p{L}\p{N}_-]+$/iu.exec(name)?.[0] ?? ''
  const isExtension = extension.length <= maxExtensionLength && bytesOf(extension) <= 2 * maxExtensionLength
  return extension !== '' && isExtension && extension.length < name.length
    ? [name.slice(0, -extension.length), extension]
    : [name, '']
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length
}

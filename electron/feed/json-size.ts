import { limits } from '../model/limits.ts'

const { values: maxValues, depth: maxDepth } = limits.arriving

/**
 * Why a JSON text is more than any event needs, as a sentence; null: it is not. To parse a megabyte takes a few
 * milliseconds when it is one text, and a good part of a second when it is half a million brackets.
 */
export function oversizeOf(json: string): string | null {
  // Each value but the last is followed by a comma or preceded by a bracket.
  if (json.length <= maxDepth.max) return null
  let values = 0
  let depth = 0
  for (let at = 0; at < json.length; at += 1) {
    switch (json[at]) {
      case '"':
        at = endOfString(json, at)
        break
      case ',':
        values += 1
        break
      case '[':
      case '{':
        values += 1
        depth += 1
        break
      case ']':
      case '}':
        depth -= 1
        break
    }
    if (depth > maxDepth.max) return `The data is nested deeper than ${maxDepth.max} levels.`
    if (values > maxValues.max) return `The data has more than ${maxValues.max.toLocaleString('en')} values.`
  }
  return null
}

/** Where the string that begins at `start` has its closing quote; the end of the text when it has none. */
function endOfString(json: string, start: number): number {
  for (let at = json.indexOf('"', start + 1); at !== -1; at = json.indexOf('"', at + 1)) {
    let escapes = 0
    while (json[at - 1 - escapes] === '\\') escapes += 1
    if (escapes % 2 === 0) return at
  }
  return json.length
}

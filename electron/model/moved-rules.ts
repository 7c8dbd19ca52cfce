import type { Rule } from './rule.ts'
import type { ServerSettings } from './settings.ts'
import { sourceIdOf } from './source.ts'

/** The rules after the user has given a server another address: those about the old one are about the new one. */
export function movedRules(
  rules: readonly Rule[],
  before: readonly ServerSettings[],
  after: readonly ServerSettings[],
): readonly Rule[] {
  // Adding or removing a server changes no address.
  if (before.length !== after.length) return rules
  const moved = new Map(
    before.map(({ address }, index) => [sourceIdOf(address), sourceIdOf(after[index]?.address ?? address)]),
  )
  const isMoved = ({ when: { source } }: Rule) => source !== null && moved.get(source) !== source
  if (!rules.some(isMoved)) return rules
  return rules.map((rule) => {
    const { source } = rule.when
    return source === null ? rule : { ...rule, when: { ...rule.when, source: moved.get(source) ?? source } }
  })
}

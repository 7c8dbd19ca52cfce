import type { ProgressEnd, ProgressView } from '../../tray/progress-views.ts'

/** A method of a job view, with its arguments. */
export interface ViewMessage {
  readonly member: string
  readonly signature: string
  readonly args: readonly unknown[]
}

/**
 * KJob's code for a job that the user has ended. Plasma removes such a view without a word, and that is what has to
 * happen: a failure has a notification of ours, which follows pause, quiet hours and mute. Plasma's own would be a second
 * one about the same thing.
 */
const killedError = 1

/**
 * The properties of `JobViewV3.update` with their D-Bus types, and the methods of `JobViewV2`, which has none for the
 * status. Amounts have a unit there.
 */
const properties = {
  title: { type: 's', v2: ['setInfoMessage', 's'] },
  infoMessage: { type: 's', v2: null },
  percent: { type: 'u', v2: ['setPercent', 'u'] },
  processedBytes: { type: 't', v2: ['setProcessedAmount', 'ts'] },
  totalBytes: { type: 't', v2: ['setTotalAmount', 'ts'] },
  speed: { type: 't', v2: ['setSpeed', 't'] },
} as const

/** Undefined: this view has none. */
type Property = readonly [name: keyof typeof properties, value: string | number | undefined]

/** What differs; all of it for a new view. */
export function updateMessages(
  version: 'V2' | 'V3',
  before: ProgressView | null,
  after: ProgressView,
): readonly ViewMessage[] {
  const changes = changedProperties(before, after)
  if (version === 'V3') {
    const dictionary = changes.map(([name, value]) => [name, [properties[name].type, value]])
    return dictionary.length === 0 ? [] : [{ member: 'update', signature: 'a{sv}', args: [dictionary] }]
  }
  return changes.flatMap(([name, value]) => {
    const { v2 } = properties[name]
    if (v2 === null) return []
    const [member, signature] = v2
    return [{ member, signature, args: signature === 'ts' ? [value, 'bytes'] : [value] }]
  })
}

export function endMessages(version: 'V2' | 'V3', end: ProgressEnd): readonly ViewMessage[] {
  const text = end.kind === 'failed' ? escapeMarkup(end.reason) : ''
  if (version === 'V3') {
    const code = end.kind === 'succeeded' ? 0 : killedError
    return [{ member: 'terminate', signature: 'usa{sv}', args: [code, text, []] }]
  }
  // V2 has no hint by which a success could be removed without a word.
  return [
    { member: 'setError', signature: 'u', args: [killedError] },
    { member: 'terminate', signature: 's', args: [text] },
  ]
}

function changedProperties(before: ProgressView | null, after: ProgressView): readonly Property[] {
  const old = new Map(before === null ? [] : propertiesOf(before))
  return propertiesOf(after).filter(([name, value]) => value !== undefined && value !== old.get(name))
}

function propertiesOf({ title, status, percent, bytes }: ProgressView): readonly Property[] {
  return [
    ['title', title],
    ['infoMessage', escapeMarkup(status)],
    // At 0 KDE's bar moves to and fro, as for an unknown progress.
    ['percent', percent ?? 0],
    ['processedBytes', bytes?.received],
    ['totalBytes', bytes?.total ?? undefined],
    ['speed', bytes === null ? undefined : Math.round(bytes.perSecond ?? 0)],
  ]
}

/** KDE reads these texts as markup, but not the title. */
function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

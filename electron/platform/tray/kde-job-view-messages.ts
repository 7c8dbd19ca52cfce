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

/** The properties of `JobViewV3.update`, with their D-Bus types. */
interface ViewProperties {
  readonly title: string
  readonly infoMessage: string
  readonly percent: number
  readonly processedBytes?: number
  readonly totalBytes?: number
  readonly speed?: number
}

const types: Readonly<Record<keyof ViewProperties, string>> = {
  ...{ title: 's', infoMessage: 's', percent: 'u' },
  ...{ processedBytes: 't', totalBytes: 't', speed: 't' },
}

/** The methods of `JobViewV2`, which has none for the status. Amounts have a unit. */
const methodsV2: Readonly<
  Partial<Record<keyof ViewProperties, readonly [member: string, signature: string]>>
> = {
  title: ['setInfoMessage', 's'],
  percent: ['setPercent', 'u'],
  processedBytes: ['setProcessedAmount', 'ts'],
  totalBytes: ['setTotalAmount', 'ts'],
  speed: ['setSpeed', 't'],
}

/** What differs; all of it for a new view. */
export function updateMessages(
  version: 'V2' | 'V3',
  before: ProgressView | null,
  after: ProgressView,
): readonly ViewMessage[] {
  const changes = changedProperties(before, after)
  if (version === 'V3') {
    const properties = changes.map(([name, value]) => [name, [types[name], value]])
    return properties.length === 0 ? [] : [{ member: 'update', signature: 'a{sv}', args: [properties] }]
  }
  return changes.flatMap(([name, value]) => {
    const [member, signature] = methodsV2[name] ?? []
    if (member === undefined || signature === undefined) return []
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

function changedProperties(
  before: ProgressView | null,
  after: ProgressView,
): readonly (readonly [keyof ViewProperties, string | number])[] {
  const old: Partial<ViewProperties> = before === null ? {} : propertiesOf(before)
  const properties = propertiesOf(after)
  const names = Object.keys(types) as (keyof ViewProperties)[]
  return names.flatMap((name) => {
    const value = properties[name]
    return value === undefined || value === old[name] ? [] : [[name, value] as const]
  })
}

function propertiesOf({ title, status, percent, bytes }: ProgressView): ViewProperties {
  return {
    title,
    infoMessage: escapeMarkup(status),
    // At 0 KDE's bar moves to and fro, as for an unknown progress.
    percent: percent ?? 0,
    ...(bytes === null ? {} : { processedBytes: bytes.received, speed: Math.round(bytes.perSecond ?? 0) }),
    ...(bytes === null || bytes.total === null ? {} : { totalBytes: bytes.total }),
  }
}

/** KDE reads these texts as markup, but not the title. */
function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

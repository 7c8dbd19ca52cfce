/** What became of an item on one of the user's computers. */
export interface Receipt {
  /** That of the item. */
  readonly id: string
  /** `failed`: the desktop has refused to show a notification of it. */
  readonly what: 'shown' | 'clicked' | 'read' | 'failed'
  /** ISO 8601, by the clock of that computer. */
  readonly at: string
  readonly attempt?: number
  readonly revision?: number
  /** Of `failed` only. */
  readonly reason?: string
}

const maxReceipts = 100
const kinds: readonly unknown[] = ['shown', 'clicked', 'read', 'failed'] satisfies Receipt['what'][]

/**
 * The receipts of a request's JSON body; null: it holds none. One that is not understood is left out, as a later version
 * of the app may send others.
 */
export function parseReceipts(body: unknown): readonly Receipt[] | null {
  const list = fieldsOf(body).receipts
  if (!Array.isArray(list) || list.length > maxReceipts) return null
  return list.map(parseReceipt).filter((receipt) => receipt !== null)
}

/** A receipt that comes again has the same: which item, its attempt and revision, and what became of it. */
export function identityOf({ id, what, attempt, revision }: Receipt): string {
  return JSON.stringify([id, what, attempt ?? null, revision ?? null])
}

/** Whether the user has seen the item, and not only the desktop. */
export function isSeen({ what }: Receipt): boolean {
  return what === 'clicked' || what === 'read'
}

function parseReceipt(json: unknown): Receipt | null {
  const { id, what, at, attempt, revision, reason } = fieldsOf(json)
  if (typeof id !== 'string' || id === '' || id.length > 1_024 || hasControl(id)) return null
  if (!isKind(what) || typeof at !== 'string' || !/^\d{4}-/.test(at) || Number.isNaN(Date.parse(at)))
    return null
  return {
    ...{ id, what, at },
    ...(isCount(attempt) && { attempt }),
    ...(isCount(revision) && { revision }),
    ...(typeof reason === 'string' && { reason: reason.replaceAll('\0', '').slice(0, 300) }),
  }
}

function fieldsOf(json: unknown): Readonly<Record<string, unknown>> {
  return typeof json === 'object' && json !== null ? { ...json } : {}
}

function isKind(what: unknown): what is Receipt['what'] {
  return kinds.includes(what)
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0
}

function hasControl(text: string): boolean {
  return [...text].some((character) => character < ' ' || character === '\x7f')
}

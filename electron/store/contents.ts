import type { DownloadOffer } from '../model/download.ts'
import { type Item, unreadableMessage } from '../model/item.ts'
import type { FieldCipher } from './field-cipher.ts'
import type { RejectedEvent, StoredDownload } from './history-reader.ts'
import { type ItemRow, itemOf as plainItemOf } from './item-columns.ts'

export type Contents = ReturnType<typeof createContents>

/** What of an item is sealed, as its columns hold it in clear text. */
export type ItemContent = Pick<ItemRow, 'title' | 'message' | 'category' | 'url' | 'offer'>

/** The columns that hold the content of an item, one way or the other. */
export interface ItemContentColumns extends ItemContent {
  readonly sealed: Uint8Array | null
}

/** What is read of an item to know its content. */
export interface SealedRow {
  readonly id: Item['id']
  readonly sealed: Uint8Array | null
}

type RejectedContent = Pick<RejectedEvent, 'data' | 'reason'>

const nothing: ItemContent = { title: null, message: null, category: null, url: null, offer: null }
const unreadable: ItemContent = { ...nothing, message: unreadableMessage }

/**
 * What the history's file holds in clear text or sealed: each value says itself which of the two it is, so both may be mixed
 * while a history is being converted. A row is sealed as a whole, into one value, which is bound to that row.
 *
 * @param cipher null: there is no key, so nothing that is sealed can be read
 * @param isSealing whether new values are sealed
 */
export function createContents(cipher: () => FieldCipher | null, isSealing: () => boolean) {
  const seal = (text: string, context: string): Uint8Array => {
    const used = cipher()
    // Never in clear text because a key is missing.
    if (used === null) throw new Error('The history is encrypted, and there is no key')
    return used.seal(text, context)
  }
  const open = (sealed: Uint8Array, context: string): string | null => cipher()?.open(sealed, context) ?? null
  const itemContext = (id: Item['id']) => `item ${id}`
  const rejectedContext = (digest: string) => `rejected ${digest}`
  const downloadContext = (key: Item['key']) => `download ${key}`

  function sealItem(id: Item['id'], content: ItemContent): ItemContentColumns {
    const { category, offer } = content
    return {
      ...nothing,
      category: category === null ? null : (cipher()?.pseudonymOf(category) ?? null),
      // When the result expires is looked for by an index, and says nothing about it.
      offer: offer === null ? null : JSON.stringify({ expiresAt: expiryOf(offer) }),
      sealed: seal(JSON.stringify(content), itemContext(id)),
    }
  }

  /** Null: it can't be read. */
  function openItem({ id, sealed }: SealedRow): ItemContent | null {
    const text = sealed === null ? null : open(sealed, itemContext(id))
    return text === null ? null : JSON.parse(text)
  }

  /** Null: it can't be read. */
  function openDownload(key: Item['key'], sealed: Uint8Array): StoredDownload | null {
    const text = open(sealed, downloadContext(key))
    return text === null ? null : JSON.parse(text)
  }

  function sealRejected(digest: string, content: RejectedContent) {
    return { data: '', reason: '', sealed: seal(JSON.stringify(content), rejectedContext(digest)) }
  }

  const contentOf = <Row extends SealedRow>(row: Row): Row => {
    if (row.sealed === null) return row
    // What is not selected is not added.
    return { ...row, ...(openItem(row) ?? unreadable) }
  }

  return {
    isSealing,
    sealItem,
    openItem,

    /** The columns of an item that is written now. */
    itemColumnsOf: (id: Item['id'], content: ItemContent): ItemContentColumns =>
      isSealing() ? sealItem(id, content) : { ...content, sealed: null },

    /** The row with its content in clear text. */
    contentOf,

    itemOf: (row: ItemRow): Required<Item> => {
      const { key, download } = row
      if (!(download instanceof Uint8Array)) return plainItemOf(contentOf(row), download)
      const stored = openDownload(key, download)
      return plainItemOf(contentOf(row), stored === null ? null : JSON.stringify(stored.download))
    },

    sealDownload: (key: Item['key'], stored: StoredDownload): Uint8Array =>
      seal(JSON.stringify(stored), downloadContext(key)),
    openDownload,

    sealRejected,
    rejectedColumnsOf: (digest: string, content: RejectedContent) =>
      isSealing() ? sealRejected(digest, content) : { ...content, sealed: null },
    openRejected: (digest: string, sealed: Uint8Array): RejectedContent => {
      const text = open(sealed, rejectedContext(digest))
      return text === null ? { data: unreadableMessage, reason: '' } : JSON.parse(text)
    },

    /** A value of its own: a text, sealed if need be. */
    put: (text: string | null, context: string): string | Uint8Array | null =>
      text !== null && isSealing() ? seal(text, context) : text,
    /** Null: there is none, or it can't be read. */
    get: (value: string | Uint8Array | null, context: string): string | null =>
      value instanceof Uint8Array ? open(value, context) : value,

    /** By which names the items of a category may be stored. */
    namesOf: (category: string): { readonly plain: string; readonly sealed: string | null } => ({
      plain: category,
      sealed: cipher()?.pseudonymOf(category) ?? null,
    }),
  }
}

function expiryOf(offer: string): number | null {
  const { expiresAt }: DownloadOffer = JSON.parse(offer)
  return expiresAt
}

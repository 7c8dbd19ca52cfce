import { createHttpClient, type Fetch } from '../feed/http-client.ts'
import { type TokenProvider, withToken } from '../feed/with-token.ts'
import type { Clock } from '../model/clock.ts'
import type { Item } from '../model/item.ts'
import type { Log } from '../model/log.ts'
import type { ReceiptProblem } from '../model/receipt.ts'
import { parseReceiptsAddress } from '../model/receipts-address.ts'
import type { Settings } from '../model/settings.ts'
import type { Source, SourceId } from '../model/source.ts'
import type { HistoryReader } from '../store/history-reader.ts'
import type { HistoryWriter } from '../store/history-writer.ts'
import { type ReceiptSender, startReceiptSender } from './receipt-sender.ts'
import { requestTimeoutMs } from './send-plan.ts'

export interface ReceiptsOptions {
  readonly settings: () => Pick<Settings, 'sendReceipts'>
  readonly reader: Pick<HistoryReader, 'receipts'>
  readonly writer: Pick<HistoryWriter, 'write'>
  readonly fetch: Fetch
  readonly clock: Clock
  /** 0 (inclusive) to 1. */
  readonly random: () => number
  /** A text that nobody else has. */
  readonly newBatch: () => string
  readonly log: Log
}

/** A server whose stream is open. */
export interface ConnectedServer {
  readonly source: Source
  readonly token: TokenProvider
}

interface Greeted extends ConnectedServer {
  /** As the server has named it; null: it wants no receipts. */
  readonly address: string | null
  readonly sender: ReceiptSender | null
}

/**
 * Tells the servers that want to know what became of their items on this computer, as long as the user allows it. What is
 * to be told is in the history's file until the server has it.
 */
export function createReceipts(options: ReceiptsOptions) {
  const { settings, reader, writer, clock, log } = options
  const servers = new Map<SourceId, Greeted>()
  let isAllowed = settings().sendReceipts

  const setWanted = (source: SourceId, wanted: boolean, problem: ReceiptProblem | null): void => {
    const { isWanted, problem: known, dropped } = reader.receipts
    if (isWanted(source) === wanted && known(source) === problem && dropped(source) === 0) return
    void writer.write({ type: 'want-receipts', source, wanted, problem })
  }

  const begin = (server: ConnectedServer, address: string | null): ReceiptSender | null => {
    const { source, token } = server
    const url = address === null ? null : parseReceiptsAddress(address, source.url)
    const problem = address !== null && url === null ? 'elsewhere' : null
    if (problem !== null) log.warn(`${source.url.host}: the address for receipts is not its own`)
    setWanted(source.id, url !== null && settings().sendReceipts, problem)
    if (url === null || !settings().sendReceipts) return null
    return startReceiptSender({
      ...{ url, reader, writer, clock },
      source: source.id,
      random: options.random,
      newBatch: options.newBatch,
      send: withToken(
        token,
        clock,
        requestTimeoutMs,
        createHttpClient(options.fetch, clock, { kind: 'connect-timeout', afterMs: requestTimeoutMs }),
      ),
      onProblem: (found) => {
        if (found !== null) log.warn(`${source.url.host}: receipts are not taken: ${found}`)
        void writer.write({ type: 'set-receipt-problem', source: source.id, problem: found })
      },
      onUnexpectedError: (error) => log.error('Unexpected error', error),
    })
  }

  const wake = (): void => {
    for (const { sender } of servers.values()) sender?.wake()
  }

  const end = (id: SourceId): void => {
    servers.get(id)?.sender?.stop()
    servers.delete(id)
  }

  // A policy may have forbidden it while the app did not run.
  if (!isAllowed && reader.receipts.isAnyWanted()) void writer.write({ type: 'forget-receipts' })

  return {
    /** The stream of this server has begun. @param address as its greeting names it; null: it wants no receipts */
    greeted: (server: ConnectedServer, address: string | null): void => {
      const { id } = server.source
      const known = servers.get(id)
      // A second stream of the same connection, with another token.
      if (known !== undefined && known.address === address) return
      end(id)
      servers.set(id, { ...server, address, sender: begin(server, address) })
    },

    /** The stream of this server has ended. What is being sent is sent again when it is back. */
    disconnected: end,

    /** A notification of these items was shown. */
    shown: (keys: readonly Item['key'][]): void => {
      if (settings().sendReceipts && reader.receipts.isAnyWanted())
        void writer.write({ type: 'report-shown', keys }).then(wake)
    },

    /** The user no longer has this server. */
    forget: (source: SourceId): void => {
      end(source)
      setWanted(source, false, null)
    },

    /** Something was written that may have to be told. */
    onChange: wake,

    onSettingsChanged: (): void => {
      if (settings().sendReceipts === isAllowed) return
      isAllowed = settings().sendReceipts
      for (const { sender } of servers.values()) sender?.stop()
      if (!isAllowed) void writer.write({ type: 'forget-receipts' })
      for (const [id, server] of servers) {
        servers.set(id, { ...server, sender: isAllowed ? begin(server, server.address) : null })
      }
    },

    stop: (): void => {
      for (const id of [...servers.keys()]) end(id)
    },
  }
}

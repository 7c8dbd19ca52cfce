import type { HttpClient } from '../feed/http-client.ts'
import type { Clock } from '../model/clock.ts'
import type { ReceiptProblem } from '../model/receipt.ts'
import type { SourceId } from '../model/source.ts'
import type { HistoryReader, ReceiptBatch } from '../store/history-reader.ts'
import type { HistoryWriter } from '../store/history-writer.ts'
import { collectMs, decideNext, failuresToTell } from './send-plan.ts'

export interface ReceiptSenderOptions {
  readonly source: SourceId
  /** Where they are posted. */
  readonly url: URL
  /** Sends with the token of the server, and follows no redirect. */
  readonly send: HttpClient
  readonly reader: Pick<HistoryReader, 'receipts'>
  readonly writer: Pick<HistoryWriter, 'write'>
  readonly clock: Clock
  readonly random: () => number
  /** A name for a batch that no other has. */
  readonly newBatch: () => string
  /** The server takes none, or has not taken them for some time; null: it does again. */
  readonly onProblem: (problem: ReceiptProblem | null) => void
  readonly onUnexpectedError: (error: unknown) => void
}

export type ReceiptSender = ReturnType<typeof startReceiptSender>

/** Sends what waits for one server that is connected, one batch after the other, until it is stopped. */
export function startReceiptSender(options: ReceiptSenderOptions) {
  const { source, reader, writer, clock } = options
  const controller = new AbortController()
  const queue = reader.receipts
  let failures = 0
  /** Ends the wait for the next request; null: none is waited for. */
  let cancel: (() => void) | null = null
  let isSending = false

  function wake(): void {
    if (controller.signal.aborted || isSending || cancel !== null || !queue.isAnyQueued(source)) return
    sendAfter(collectMs)
  }

  function sendAfter(ms: number): void {
    cancel = clock.after(ms, () => {
      cancel = null
      isSending = true
      void sendNext()
        .catch((error: unknown) => {
          options.onUnexpectedError(error)
          return null
        })
        .then((delayMs) => {
          isSending = false
          if (controller.signal.aborted) return
          if (delayMs === null) wake()
          else sendAfter(delayMs)
        })
    })
  }

  /** Resolves to when to send again, in milliseconds; null: when there is something. */
  async function sendNext(): Promise<number | null> {
    const begun = await writer.write({ type: 'begin-receipts', source, batch: options.newBatch() })
    const batch = queue.batch(source)
    if (begun.kind === 'failed' || batch === null || controller.signal.aborted) return null
    const { signal } = controller
    const result = await options.send({
      url: options.url,
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': batch.batch },
      body: bodyOf(batch),
      signal,
    })
    if (result.kind === 'response') result.discard()
    if (signal.aborted) return null
    const decision = decideNext(result, failures, clock.now(), options.random)
    switch (decision.kind) {
      case 'sent':
        if (failures >= failuresToTell) options.onProblem(null)
        failures = 0
        await writer.write({ type: 'delete-receipts', source, batch: batch.batch })
        return null
      case 'again':
        failures += 1
        if (failures === failuresToTell) options.onProblem('failing')
        return decision.delayMs
      case 'stop':
        controller.abort()
        options.onProblem('refused')
        return null
    }
  }

  wake()
  return {
    /** There may be something to send. */
    wake,
    stop: (): void => {
      cancel?.()
      cancel = null
      controller.abort()
    },
  }
}

function bodyOf({ receipts }: ReceiptBatch): string {
  const written = receipts.map(({ id, what, at, attempt, revision, reason }) => ({
    id,
    what,
    at: new Date(at).toISOString(),
    ...(attempt !== null && { attempt }),
    ...(revision !== null && { revision }),
    ...(reason !== null && { reason }),
  }))
  return JSON.stringify({ receipts: written })
}

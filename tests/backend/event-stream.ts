import type { ServerResponse } from 'node:http'

/** One client's open answer. */
export interface EventStream {
  /** Writes whole frames and waits while the client's buffer is full. False once the client is gone. */
  send(text: string): Promise<boolean>
  /** Ends the current or the next `woken()`. */
  wake(): void
  /** Resolves after `wake()`, at once when that came since the last time, and when the client is gone. */
  woken(): Promise<void>
  isOpen(): boolean
  /** Ends the answer as it should be ended. */
  end(): void
  /** Cuts the connection; what still waits is thrown away. */
  drop(): void
  /** Calls back once when the client has left, at once when it already has. */
  onGone(release: () => void): void
}

export interface EventStreamOptions {
  /** How often a comment is sent; 0 is never. */
  readonly heartbeatMs: number
  /** How long a client may leave what was written unread before it is dropped. */
  readonly stallMs: number
}

export function openEventStream(
  response: ServerResponse,
  { heartbeatMs, stallMs }: EventStreamOptions,
): EventStream {
  let rung = false
  let answer: (() => void) | undefined
  let draining: Promise<void> | undefined

  const isOpen = () => !response.destroyed && !response.writableEnded
  const drop = () => {
    response.destroy()
  }

  function wake(): void {
    rung = true
    answer?.()
  }

  async function woken(): Promise<void> {
    if (!rung && isOpen()) {
      await new Promise<void>((resolve) => {
        answer = resolve
      })
    }
    rung = false
  }

  async function send(text: string): Promise<boolean> {
    if (!isOpen()) return false
    if (!response.write(text)) {
      draining ??= drained(response, stallMs, drop)
      await draining
      draining = undefined
    }
    return isOpen()
  }

  function onGone(release: () => void): void {
    if (response.destroyed) release()
    else response.once('close', release)
  }

  if (heartbeatMs > 0) {
    const heartbeat = setInterval(() => {
      // A client with a full buffer is already being waited for.
      if (draining === undefined) void send(': heartbeat\n\n')
    }, heartbeatMs)
    onGone(() => clearInterval(heartbeat))
  }
  onGone(wake)
  // A broken connection is also reported by 'close', where everything is released.
  response.on('error', () => {})

  return { send, wake, woken, isOpen, end: () => response.end(), drop, onGone }
}

/** Resolves when the client has taken what was written, or has left; calls `onStalled` if it does neither. */
function drained(response: ServerResponse, stallMs: number, onStalled: () => void): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(onStalled, stallMs)
    const done = () => {
      clearTimeout(timer)
      response.off('drain', done)
      response.off('close', done)
      resolve()
    }
    response.on('drain', done)
    response.on('close', done)
  })
}

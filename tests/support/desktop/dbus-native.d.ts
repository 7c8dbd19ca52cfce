// What the bus client uses of a package whose own types leave it out.
declare module '@homebridge/dbus-native' {
  import type { EventEmitter } from 'node:events'

  interface Message {
    type: number
    serial: number
    path?: string
    interface?: string
    member?: string
    destination?: string
    sender?: string
    replySerial?: number
    errorName?: string
    signature?: string
    body?: readonly unknown[]
  }
  interface Connection extends EventEmitter {
    message(message: Message): void
    end(): void
  }
  export function createConnection(options: { readonly busAddress: string }): Connection
}

declare module '@homebridge/dbus-native/lib/signature.js' {
  interface SignatureNode {
    readonly type: string
    readonly child: readonly SignatureNode[]
  }
  export default function parseSignature(signature: string): readonly SignatureNode[]
}

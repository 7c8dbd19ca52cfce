// The parts of the package that we use; its own types leave them out.
declare module '@homebridge/dbus-native/lib/message.js' {
  import type { Duplex } from 'node:stream'

  export interface Message {
    type: number
    serial: number
    path?: string
    interface?: string
    member?: string
    destination?: string
    /** The unique name of the connection that sent it, `:1.42`. */
    sender?: string
    replySerial?: number
    /** Of an error only, like `org.freedesktop.DBus.Error.ServiceUnknown`. */
    errorName?: string
    signature?: string
    body?: readonly unknown[]
  }
  /** @throws Error when the body does not match the signature, or a text contains a NUL */
  export function marshall(message: Message): Buffer
  export function unmarshalMessages(stream: Duplex, onMessage: (message: Message) => void): void
}

declare module '@homebridge/dbus-native/lib/handshake.js' {
  import type { Duplex } from 'node:stream'

  export default function handshake(
    stream: Duplex,
    options: { readonly authMethods: readonly string[] },
    onDone: (error: Error | null) => void,
  ): void
}

declare module '@homebridge/dbus-native/lib/signature.js' {
  interface SignatureNode {
    readonly type: string
    readonly child: readonly SignatureNode[]
  }
  export default function parseSignature(signature: string): readonly SignatureNode[]
}

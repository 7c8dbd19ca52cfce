/** A proxy that asks for a name and a password, and has none that it accepts. */
export interface AskingProxy {
  /** Its host and port, like `proxy.example.com:3128`. */
  readonly proxy: string
  /** What is entered goes to the proxy in clear, so that others in the network can read it. */
  readonly inClear: boolean
  /** It did not accept what it was given. */
  readonly wasRejected: boolean
}

export interface ProxyLogin {
  readonly name: string
  readonly password: string
}

/** UTF-16 units. The longest name of a host has 253 characters. */
export const maxProxyLength = 300
export const maxProxyNameLength = 256
export const maxProxyPasswordLength = 1_024

/** A name or a password as a proxy can take it: on one line. */
export const proxyLoginPattern = /^\P{Cc}+$/u

/** A request ended at a proxy that asks for a login. */
export class ProxyLoginError extends Error {
  readonly proxy: AskingProxy

  constructor(proxy: AskingProxy) {
    super(`net::ERR_PROXY_AUTH_REQUESTED (${proxy.proxy})`)
    this.proxy = proxy
  }
}

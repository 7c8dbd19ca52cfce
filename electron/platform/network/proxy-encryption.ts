import { type AuthInfo, session } from 'electron'
import { isProxyEncrypted, proxyAddress } from './first-proxy.ts'

/** Whether what a proxy asks for is sent to it so that others can read it: Basic, over a connection without TLS. */
export async function sendsInClear({ scheme, host, port }: AuthInfo, url: string): Promise<boolean> {
  if (scheme.toLowerCase() !== 'basic') return false
  const list = await session.defaultSession.resolveProxy(url).catch(() => '')
  return !isProxyEncrypted(list, proxyAddress(host, port))
}

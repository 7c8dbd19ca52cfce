import { errorOf } from '../../electron/model/connection.ts'
import type { ServerSnapshot } from '../../electron/window/contract.ts'
import { CertificateButton } from './certificate-dialog.tsx'
import { ProxyLoginButton } from './proxy-login-dialog.tsx'

/** The button for what is asked on the way to a server, a login or a certificate; nothing where neither is. */
export function LoginButton({ server }: { readonly server: ServerSnapshot }) {
  const error = errorOf(server.status.connection)
  if (error?.kind === 'proxy-login') return <ProxyLoginButton proxy={error} />
  if (error?.kind === 'client-certificate') return <CertificateButton server={server} variant="filled" />
  return null
}

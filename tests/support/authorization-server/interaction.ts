import type { IncomingMessage, ServerResponse } from 'node:http'
import type Provider from 'oidc-provider'
import { page } from './provider.ts'

/** The page on which the user signs in and agrees, both at once. A name is enough; who may sign in is not the point here. */
export async function interact(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { params } = await provider.interactionDetails(request, response)
  if (request.method !== 'POST') {
    response.setHeader('Content-Type', 'text/html; charset=utf-8')
    response.end(
      page(`<h1>Sign in</h1>
<form method="post">
<label>Name <input name="name" value="alice" autofocus></label>
<button name="agree" value="yes">Sign in and agree</button>
<button name="agree" value="no">Cancel</button>
</form>`),
    )
    return
  }
  const form = new URLSearchParams(await readBody(request))
  const accountId = form.get('name') || 'alice'
  if (form.get('agree') !== 'yes') {
    const denied = { error: 'access_denied', error_description: 'The user did not agree.' }
    await provider.interactionFinished(request, response, denied)
    return
  }
  const grant = new provider.Grant({ accountId, clientId: String(params.client_id) })
  const scope = String(params.scope ?? '')
  if (scope !== '') grant.addOIDCScope(scope)
  for (const resource of [params.resource].flat()) {
    if (typeof resource === 'string' && scope !== '') grant.addResourceScope(resource, scope)
  }
  const result = { login: { accountId }, consent: { grantId: await grant.save() } }
  await provider.interactionFinished(request, response, result)
}

async function readBody(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return text
}

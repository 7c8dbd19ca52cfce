import { expect, test } from 'vitest'
import { account, authorizationServer, backend } from './account-fixture.ts'

test('a user signs in with the browser, and the server accepts the token', async () => {
  const server = await authorizationServer()
  const events = await backend(server)
  const tested = await account(events.streamUrl)
  const page = await tested.signInFully()
  console.log(page.status, page.text, tested.signIn(), tested.state(), tested.logged)
  expect(tested.state()).toEqual({ provider: new URL(server.issuer).host, user: 'alice' })
})

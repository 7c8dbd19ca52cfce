import { useEffect, useState } from 'react'
import type { ServerSnapshot } from '../../electron/window/contract.ts'
import { useI18n } from '../i18n/i18n.ts'
import { useWindow } from '../window-context.ts'
import { addressProblem, checkText, sameServer, tokenProblem } from './server-check-text.ts'
import { canSignIn } from './server-state.ts'

/** The address is checked after this time without typing. */
const checkDelayMs = 500

/**
 * What the user has typed into the form of a server, and what is known of it. It has the address checked when the user
 * rests.
 *
 * @param server the server whose address is changed; null: one is added
 */
export function useServerForm(server: ServerSnapshot | null) {
  const { bridge, clock, snapshot } = useWindow()
  const { t, isolate } = useI18n()
  const [addressInput, setAddress] = useState(server?.address ?? '')
  const [known, setKnown] = useState(server?.address)
  if (server !== null && server.address !== known) {
    // It was saved, or changed elsewhere, as by a link.
    setKnown(server.address)
    setAddress(server.address)
  }
  const [tokenInput, setToken] = useState('')
  const [prefersToken, setPrefersToken] = useState(false)
  const address = addressInput.trim()
  const token = tokenInput.trim() === '' ? null : tokenInput.trim()
  const isUnchanged = address === server?.address && token === null
  const twin = sameServer(address, snapshot.servers, server?.key ?? null)
  const isValid =
    address !== '' &&
    twin === null &&
    addressProblem(address, t) === null &&
    tokenProblem(token ?? '', t) === null

  useEffect(() => {
    if (!isValid || isUnchanged) return
    return clock.after(checkDelayMs, () => bridge.send({ type: 'check-server', address, token }))
  }, [bridge, clock, isValid, isUnchanged, address, token])

  // What was known of the address before stays until the new one is checked, so that nothing jumps while one types.
  const [wasOffered, setWasOffered] = useState(false)
  const result = snapshot.check?.address === address ? snapshot.check.result.kind : 'checking'
  const isOffered = result === 'checking' ? wasOffered : result === 'sign-in-offered'
  if (isOffered !== wasOffered) setWasOffered(isOffered)
  // A user who has chosen to enter a token keeps that choice.
  const hasToken = server?.token.present === true && server.account === null
  const offersSignIn = isUnchanged ? server !== null && canSignIn(server) && !hasToken : isOffered

  const check =
    twin === null
      ? checkText(address, token ?? '', snapshot.check, t)
      : { tone: 'warn' as const, text: t('server.twin', { server: isolate(twin.name) }) }
  return {
    addressInput,
    setAddress,
    address,
    tokenInput,
    setToken: (typed: string) => {
      setToken(typed)
      setPrefersToken(true)
    },
    token,
    check: isUnchanged ? null : check,
    isUnchanged,
    isValid: isValid && !(offersSignIn && prefersToken && token === null),
    /** How the user proves who they are: with the browser, or with a token, which may be optional. */
    way: offersSignIn && !prefersToken ? ('browser' as const) : ('token' as const),
    /** Chooses the other way; null: there is only one. */
    otherWay: offersSignIn
      ? () => {
          setPrefersToken(!prefersToken)
          setToken('')
        }
      : null,
    clearToken: () => setToken(''),
  }
}

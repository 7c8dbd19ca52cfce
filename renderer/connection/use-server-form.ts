import { useEffect, useState } from 'react'
import type { ServerSnapshot } from '../../electron/window/contract.ts'
import { useI18n } from '../i18n/i18n.ts'
import { useWindow } from '../window-context.ts'
import { addressProblem, checkText, sameServer, tokenProblem, tokenTrouble } from './server-check-text.ts'
import { canSignIn } from './server-state.ts'

/** The address is checked after this time without typing. */
const checkDelayMs = 500

/**
 * What the user has typed into the form of a server, and what is known of it. It has the address checked when the user
 * rests.
 *
 * @param server the server whose address is changed; null: one is added
 * @param suggested the address to begin with, instead of the one in use; null: none
 */
export function useServerForm(server: ServerSnapshot | null, suggested: string | null) {
  const { bridge, clock, snapshot } = useWindow()
  const { t, isolate } = useI18n()
  const [addressInput, setAddress] = useState(suggested ?? server?.address ?? '')
  const [usedAddress, setUsedAddress] = useState(server?.address)
  if (server !== null && server.address !== usedAddress) {
    // It was saved, or changed elsewhere, as by a link.
    setUsedAddress(server.address)
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

  // The answer names the address only: with another token it says nothing.
  const [checkedToken, setCheckedToken] = useState<string | null>(null)
  useEffect(() => {
    if (!isValid || isUnchanged) return
    return clock.after(checkDelayMs, () => {
      setCheckedToken(token)
      bridge.send({ type: 'check-server', address, token })
    })
  }, [bridge, clock, isValid, isUnchanged, address, token])

  // What was known of the address before stays until the new one is checked, so that nothing jumps while one types.
  const [wasOffered, setWasOffered] = useState(false)
  const known = snapshot.check?.address === address && token === checkedToken ? snapshot.check : null
  const result = known?.result.kind ?? 'checking'
  const isOffered = result === 'checking' ? wasOffered : result === 'sign-in-offered'
  if (isOffered !== wasOffered) setWasOffered(isOffered)
  // A user who has chosen to enter a token keeps that choice.
  const hasToken = server?.token.present === true && server.account === null
  const offersSignIn = isUnchanged ? server !== null && canSignIn(server) && !hasToken : isOffered

  const check =
    twin === null
      ? checkText(address, token ?? '', known, t)
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
    /** The proxy that asks for a login before the address can be checked; null: none. */
    proxy: !isUnchanged && known?.result.kind === 'proxy-login' ? known.result.proxy : null,
    /** What is wrong with the token; null: nothing that is known. */
    tokenTrouble: isUnchanged ? null : tokenTrouble(token ?? '', known, t),
    /** Whether the check found nothing against this server, or the user is asked first. */
    isConfirmed:
      isUnchanged ||
      result === 'stream' ||
      result === 'unconfirmed' ||
      result === 'certificate-needed' ||
      (result === 'sign-in-offered' && token === null),
    isChecking: result === 'checking',
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
    submitted: () => setCheckedToken(token),
    clearToken: () => setToken(''),
  }
}

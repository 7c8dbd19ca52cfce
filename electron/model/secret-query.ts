// Names under which servers take a token, a key or a password in the query of an address.
const secretName =
  /token|secret|passw|pwd|credential|signature|jwt|session|ticket|^sig$|^sid$|^auth(orization)?$|^code$|(^|[-_.])key$|[a-z]Key$|apikey$/

/** A JSON Web Token is a secret under whatever name. */
const jsonWebToken = /^eyJ[\w-]*\.[\w-]+\.[\w-]*$/

/**
 * The address without the parameters of its query that may be secrets: it can be stored, shown and logged. All else stays
 * as it is, character by character.
 */
export function withoutSecrets({ href, search }: URL): string {
  const parts = search.slice(1).split('&')
  const kept = parts.filter((part) => !isSecret(part))
  if (kept.length === parts.length) return href
  const query = kept.length === 0 ? '' : `?${kept.join('&')}`
  // A function, because the query may hold what `replace` understands, like `$&`.
  return href.replace(search, () => query)
}

function isSecret(part: string): boolean {
  const [[name, value] = ['', '']] = [...new URLSearchParams(part)]
  if (value === '') return false
  return secretName.test(name) || secretName.test(name.toLowerCase()) || jsonWebToken.test(value)
}

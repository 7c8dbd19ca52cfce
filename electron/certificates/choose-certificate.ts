import type {
  CertificateProblem,
  ChosenCertificate,
  OfferedCertificate,
} from '../model/client-certificate.ts'

/** What a server gets that asks for a certificate. */
export type CertificateDecision =
  | { readonly kind: 'send'; readonly fingerprint: string }
  | { readonly kind: 'none'; readonly why: Exclude<CertificateProblem['why'], 'rejected'> }

/**
 * Decides which certificate a server gets: the one that the user has chosen for its origin, if it is there and valid, and
 * no other in any case.
 *
 * @param offered those of this computer that the server would accept
 * @param chosen the one for the origin of the server; null: none is
 * @param now milliseconds since the epoch
 */
export function chooseCertificate(
  offered: readonly OfferedCertificate[],
  chosen: Pick<ChosenCertificate, 'fingerprint'> | null,
  now: number,
): CertificateDecision {
  if (chosen === null) return { kind: 'none', why: 'needed' }
  const found = offered.find(({ fingerprint }) => fingerprint === chosen.fingerprint)
  if (found === undefined) return { kind: 'none', why: 'missing' }
  if (!isValidAt(found, now)) return { kind: 'none', why: 'not-valid' }
  return { kind: 'send', fingerprint: found.fingerprint }
}

/** Whether the certificate is valid at this time. */
export function isValidAt(
  { validFrom, validUntil }: Pick<OfferedCertificate, 'validFrom' | 'validUntil'>,
  now: number,
): boolean {
  return validFrom <= now && now <= validUntil
}

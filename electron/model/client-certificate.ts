/** A certificate of this computer that a server would accept, as the system describes it. The key stays in the system. */
export interface OfferedCertificate {
  /** Identifies it, like `sha256/…`. */
  readonly fingerprint: string
  /** Whom it names. */
  readonly label: string
  /** Who has issued it; empty: it does not say. */
  readonly issuer: string
  /** Milliseconds since the epoch. */
  readonly validFrom: number
  readonly validUntil: number
}

/** The certificate that the user has chosen for the servers at this origin. */
export interface ChosenCertificate {
  readonly origin: string
  readonly fingerprint: string
  /** Whom it named when it was chosen. */
  readonly label: string
}

/**
 * Why a server that asks for a certificate has refused the connection. `needed`: none is chosen; `missing`: the chosen one
 * is not available on this computer; `not-valid`: it has expired, or is not valid yet; `rejected`: the server got it.
 */
export interface CertificateProblem {
  readonly why: 'needed' | 'missing' | 'not-valid' | 'rejected'
  /** Of the chosen certificate; null: none is. */
  readonly label: string | null
}

/** UTF-16 units. */
export const maxCertificateTextLength = 200
export const maxFingerprintLength = 200
export const maxOfferedCertificates = 100

/** A request failed because of the certificate that the server asks for. */
export class ClientCertificateError extends Error {
  readonly problem: CertificateProblem

  constructor(problem: CertificateProblem, options?: ErrorOptions) {
    super(`net::ERR_BAD_SSL_CLIENT_AUTH_CERT (${problem.why})`, options)
    this.problem = problem
  }
}

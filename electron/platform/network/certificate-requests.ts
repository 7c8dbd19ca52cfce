import type { App, Certificate } from 'electron'
import {
  maxCertificateTextLength,
  maxFingerprintLength,
  maxOfferedCertificates,
  type OfferedCertificate,
} from '../../model/client-certificate.ts'
import { cleanText } from '../../model/text.ts'

/** From this version of Electron on `net.request` asks the app for a certificate (electron#52162). */
const firstMajor = 44

/** Whether this Electron lets the app choose the certificate of a request. @param version of Electron */
export function canChooseCertificates(version: string | undefined): boolean {
  return Number.parseInt(version ?? '', 10) >= firstMajor
}

/** Which certificate a server gets, by its fingerprint; null: none. */
export type SelectCertificate = (origin: string, offered: readonly OfferedCertificate[]) => string | null

/**
 * Answers when a server asks for a certificate. Without an answer Electron would send the first one of the system to
 * whoever asks. Returns a function that stops it.
 */
export function answerCertificateRequests(
  app: Pick<App, 'on' | 'off'>,
  select: SelectCertificate,
): () => void {
  const answer = (
    event: Pick<Electron.Event, 'preventDefault'>,
    page: unknown,
    server: string,
    certificates: readonly Certificate[],
    send: (certificate?: Certificate) => void,
  ): void => {
    event.preventDefault()
    const origin = originOf(server)
    // The window has no business with servers.
    if (page !== null || origin === null) {
      send()
      return
    }
    const usable = certificates.filter(isUsable).slice(0, maxOfferedCertificates)
    const fingerprint = select(origin, usable.map(described))
    const chosen = usable.find((certificate) => certificate.fingerprint === fingerprint)
    if (chosen === undefined) send()
    else send(chosen)
  }
  app.on('select-client-certificate', answer)
  return () => app.off('select-client-certificate', answer)
}

/** What Electron calls the URL is the host and the port. */
function originOf(server: string): string | null {
  const url = /^[a-z]+:\/\//i.test(server) ? server : `https://${server}`
  return URL.canParse(url) ? new URL(url).origin : null
}

function isUsable({ fingerprint }: Certificate): boolean {
  return fingerprint !== '' && fingerprint.length <= maxFingerprintLength
}

function described(certificate: Certificate): OfferedCertificate {
  const { fingerprint, subjectName, subject, issuerName, serialNumber, validStart, validExpiry } = certificate
  const text = (value: string) => cleanText(value, maxCertificateTextLength)
  const name = [subjectName, subject.commonName, ...subject.organizations, serialNumber]
  return {
    fingerprint,
    label: text(name.find((one) => one !== undefined && one.trim() !== '') ?? fingerprint),
    issuer: text(issuerName),
    validFrom: validStart * 1_000,
    validUntil: validExpiry * 1_000,
  }
}

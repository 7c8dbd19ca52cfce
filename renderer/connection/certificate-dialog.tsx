import { useId, useState } from 'react'
import type { OfferedCertificate } from '../../electron/model/client-certificate.ts'
import type { ServerSnapshot } from '../../electron/window/contract.ts'
import { useI18n, type WindowI18n } from '../i18n/i18n.ts'
import { Button } from '../style/button.tsx'
import fields from '../style/field.module.css'
import { FormDialog } from '../style/form-dialog.tsx'
import { useWindow } from '../window-context.ts'
import styles from './certificate-dialog.module.css'

export interface CertificateButtonProps {
  readonly server: ServerSnapshot
  readonly variant: 'filled' | 'outlined'
}

/** The button that asks which certificate the server gets. It never asks by itself. */
export function CertificateButton({ server, variant }: CertificateButtonProps) {
  const { t } = useI18n()
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Button variant={variant} onClick={() => setIsOpen(true)}>
        {t('certificate.choose')}
      </Button>
      {isOpen && <CertificateDialog server={server} onClose={() => setIsOpen(false)} />}
    </>
  )
}

interface CertificateDialogProps {
  readonly server: ServerSnapshot
  readonly onClose: () => void
}

/** The certificates of this computer that the server would accept, as far as the system has told them. */
function CertificateDialog({ server, onClose }: CertificateDialogProps) {
  const { bridge, clock } = useWindow()
  const i18n = useI18n()
  const { t, isolate } = i18n
  const id = useId()
  const offered = server.certificates ?? []
  const [chosen, setChosen] = useState(server.certificate?.fingerprint ?? null)
  const now = clock.now()
  const title = t('certificate.title', { server: isolate(server.name) })
  const isUsable = offered.some((one) => one.fingerprint === chosen && validity(one, now) === 'valid-until')
  return (
    <FormDialog
      title={title}
      submitLabel={t('certificate.use')}
      isValid={isUsable}
      button={
        <Button variant="plain" onClick={() => bridge.send({ type: 'reconnect', server: server.key })}>
          {t('certificate.look-again')}
        </Button>
      }
      onSubmit={() => {
        bridge.send({ type: 'choose-certificate', server: server.key, fingerprint: chosen })
        onClose()
      }}
      onClose={onClose}
    >
      <p id={`${id}-hint`}>{t(offered.length === 0 ? 'certificate.none' : 'certificate.hint')}</p>
      {offered.length > 0 && (
        <div
          className={styles.certificates}
          role="radiogroup"
          aria-label={title}
          aria-describedby={`${id}-hint`}
        >
          {offered.map((one, index) => (
            <label key={one.fingerprint} className={styles.certificate}>
              <input
                type="radio"
                name={id}
                data-first-focus={index === 0 ? '' : undefined}
                checked={one.fingerprint === chosen}
                disabled={validity(one, now) !== 'valid-until'}
                onChange={() => setChosen(one.fingerprint)}
              />
              <span className={fields.text}>
                <span className={styles.label} dir="auto">
                  {one.label}
                </span>
                <span className={fields.hint}>{details(one, now, i18n)}</span>
              </span>
            </label>
          ))}
        </div>
      )}
    </FormDialog>
  )
}

function validity({ validFrom, validUntil }: OfferedCertificate, now: number) {
  if (now < validFrom) return 'not-yet'
  return now > validUntil ? 'expired' : 'valid-until'
}

/** Who has issued it, and when it is valid. */
function details(certificate: OfferedCertificate, now: number, { t, formats, isolate }: WindowI18n): string {
  const { issuer, validFrom, validUntil } = certificate
  const when = validity(certificate, now)
  const at = new Date(when === 'not-yet' ? validFrom : validUntil)
  const date = formats.day(at.toISOString().slice(0, 10))
  const parts = [
    ...(issuer === '' ? [] : [t('certificate.issuer', { issuer: isolate(issuer) })]),
    t(`certificate.${when}`, { date }),
  ]
  return parts.join(' · ')
}

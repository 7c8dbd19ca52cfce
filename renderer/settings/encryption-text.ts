import type { EncryptionStatus } from '../../electron/model/encryption.ts'
import type { Translate } from '../i18n/i18n.ts'

/** What the setting says below its label: never that the history is encrypted before all of it is. */
export function encryptionText({ state, problem, isAvailable }: EncryptionStatus, t: Translate): string {
  switch (state.kind) {
    case 'encrypting':
      return t('settings.encrypting', { count: state.left })
    case 'decrypting':
      return t('settings.decrypting', { count: state.left })
    case 'encrypted':
      return t('settings.encrypted')
    case 'off':
      if (problem === 'not-stored') return t('settings.encrypt-not-stored')
      return problem === 'no-keychain' || !isAvailable
        ? t('settings.encrypt-no-keychain')
        : t('settings.encrypt-hint')
  }
}

import type { EncryptionStatus } from '../model/encryption.ts'
import type { Log } from '../model/log.ts'
import type { HistoryReader } from '../store/history-reader.ts'
import type { HistoryWriter } from '../store/history-writer.ts'
import type { HistoryKeys } from './history-key.ts'

export interface EncryptionOptions {
  /** Whether the user, or the organization, wants the history to be encrypted. */
  readonly isWanted: () => boolean
  readonly reader: Pick<HistoryReader, 'encryption'>
  readonly writer: Pick<HistoryWriter, 'write'>
  readonly keys: Pick<HistoryKeys, 'ensure' | 'isAvailable'>
  /** From now on this key encrypts and decrypts. */
  readonly setKey: (key: Uint8Array) => void
  readonly onNotEncrypted: () => void
  readonly onChange: () => void
  readonly log: Pick<Log, 'info'>
}

/** Has the history encrypted or decrypted as the settings say. */
export function createEncryption(options: EncryptionOptions) {
  const { isWanted, reader, writer, keys, log, onChange } = options
  let problem: EncryptionStatus['problem'] = null
  let isAvailable: boolean | null = null
  let following: Promise<void> = Promise.resolve()

  const setProblem = (next: EncryptionStatus['problem']) => {
    if (next === problem) return
    problem = next
    if (next !== null) options.onNotEncrypted()
    onChange()
  }
  const isOn = () => ['encrypting', 'encrypted'].includes(reader.encryption().kind)

  async function follow(): Promise<void> {
    const wanted = isWanted()
    if (wanted === isOn()) return setProblem(null)
    if (wanted) {
      const key = await keys.ensure()
      if (key === null) return setProblem((await keys.isAvailable()) ? 'not-stored' : 'no-keychain')
      options.setKey(key)
    }
    // The user may have changed their mind meanwhile; then this is called again.
    log.info(wanted ? 'The history is being encrypted.' : 'The history is being decrypted.')
    const result = await writer.write({ type: 'set-encryption', isOn: wanted })
    setProblem(result.kind === 'failed' && wanted ? 'not-stored' : null)
    onChange()
  }

  return {
    /** To be called at the start, and whenever the settings have changed. Resolves when that was followed. */
    onSettingsChanged: (): Promise<void> => {
      following = following.then(follow)
      return following
    },
    status: (): EncryptionStatus => {
      if (isAvailable === null) {
        // Until it is known the usual case is shown, for some milliseconds.
        isAvailable = true
        void keys.isAvailable().then((known) => {
          isAvailable = known
          if (!known) onChange()
        })
      }
      return { state: reader.encryption(), problem, isAvailable }
    },
  }
}

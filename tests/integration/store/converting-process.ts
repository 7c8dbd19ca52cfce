import { writeSync } from 'node:fs'
import { createFieldCipher } from '../../../electron/store/field-cipher.ts'
import { openStore } from '../../../electron/store/open-store.ts'

// Encrypts the history, decrypts it, and so on without end, a step at a time, and prints a line after each.
const [path = '', key = ''] = process.argv.slice(2)
const cipher = createFieldCipher(Buffer.from(key, 'hex'))
const opened = openStore(path, { now: Date.now, cipher: () => cipher })
if (opened.kind !== 'open') throw new Error(opened.reason)
const { store } = opened

for (;;) {
  const step = store.maintain({ days: 36_500, items: 1_000_000 })
  if (step.kind === 'failed') throw new Error(step.reason)
  writeSync(1, `${store.encryption().kind}\n`)
  if (step.done) store.apply({ type: 'set-encryption', isOn: store.encryption().kind === 'off' })
}

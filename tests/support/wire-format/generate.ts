import { readFileSync, writeFileSync } from 'node:fs'
import { generatedFiles } from './generated-files.ts'

// `npm run wire-format`: writes what is generated from the wire format.

for (const { path, text } of generatedFiles((file) => readFileSync(file, 'utf8'))) {
  writeFileSync(path, text)
  console.log(`Wrote ${path}`)
}

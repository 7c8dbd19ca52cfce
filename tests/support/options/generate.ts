import { readFileSync, writeFileSync } from 'node:fs'
import { optionFiles } from './option-files.ts'

// `npm run options`: writes what tells of the command line.

for (const { path, text } of optionFiles((file) => readFileSync(file, 'utf8'))) {
  writeFileSync(path, text)
  console.log(`Wrote ${path}`)
}

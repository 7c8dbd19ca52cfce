import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Every file below the folder that holds this text, as it is or in base64. */
export function filesWith(folder: string, text: string): readonly string[] {
  const forms = [text, Buffer.from(text).toString('base64').replace(/=+$/, '')]
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile() === true)
    .filter((file) => forms.some((form) => readFileSync(file, 'latin1').includes(form)))
}

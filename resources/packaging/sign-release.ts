import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { launch } from '../../tests/support/prepare.ts'
import { projectFolder } from '../../tests/support/tidings.ts'
import { checkFiles, defaultDays, readStatements, renewFolder, signFolder, validFor } from './sign-updates.ts'
import { keyIdOf, makeUpdateKeys, readUpdateKeys } from './update-keys.ts'

// `npm run sign-release -- <what>`, for the release manager; resources/docs/releasing.md says when to use it.

const usage = `Usage: npm run sign-release -- <what>
  keys <folder>                  makes a key and a spare one in a folder outside the project
  sign [folder] [--days ${defaultDays}]       signs the metadata of the packages in a folder (release/)
  verify [folder]                says what the signed metadata in a folder promises, and whether the packages are right
  renew [folder] [--days ${defaultDays}]      signs signed metadata again, so that it is valid for longer
The private key is in TIDINGS_UPDATE_KEY, or in the file that TIDINGS_UPDATE_KEY_FILE names.`

const maxDays = 400

function readDays(text: string | undefined): number {
  const days = text === undefined ? defaultDays : Number(text)
  if (!Number.isInteger(days) || days < 1 || days > maxDays)
    throw new Error(`--days takes a number from 1 to ${maxDays}.`)
  return days
}

function signingKeys() {
  const { privateKeys } = readUpdateKeys(process.env)
  if (privateKeys.length === 0) throw new Error(`There is no private key.\n${usage}`)
  return privateKeys
}

function makeKeys(folder: string | undefined): void {
  if (folder === undefined) throw new Error(usage)
  const publicKeys = makeUpdateKeys(folder)
  console.log(
    `Two private keys are in ${folder}. Keep update-key.pem for signing, and the spare one offline.`,
  )
  console.log('Packages that accept both are built with:')
  console.log(`TIDINGS_UPDATE_PUBLIC_KEYS="${publicKeys.join(' ')}"`)
}

/** Prints what is there; false when a package is not the one that was signed. */
async function verify(folder: string): Promise<boolean> {
  const { publicKeys } = readUpdateKeys(process.env)
  if (publicKeys.length === 0) throw new Error('Name the keys to verify with in TIDINGS_UPDATE_PUBLIC_KEYS.')
  console.log(`Keys: ${publicKeys.map(keyIdOf).join(', ')}`)
  let isRight = true
  for (const { name, statement } of await readStatements(folder, publicKeys)) {
    const { version, issuedAt, expires } = statement
    const isExpired = new Date(expires) <= new Date()
    console.log(
      `${name}: ${version}, issued ${issuedAt}, ${isExpired ? 'EXPIRED' : 'valid until'} ${expires}`,
    )
    const files = await checkFiles(folder, statement)
    for (const file of files) console.log(`  ${file.name}: ${file.state}`)
    if (isExpired || files.some(({ state }) => state === 'another file')) isRight = false
  }
  return isRight
}

await launch(async () => {
  const { values, positionals } = parseArgs({
    args: process.argv.slice(2),
    allowPositionals: true,
    options: { days: { type: 'string' } },
  })
  const [what, named] = positionals
  const folder = named ?? join(projectFolder, 'release')
  switch (what) {
    case 'keys':
      makeKeys(named)
      return 0
    case 'sign':
    case 'renew': {
      const act = what === 'sign' ? signFolder : renewFolder
      const written = await act(folder, signingKeys(), validFor(readDays(values.days)))
      console.log(`Signed: ${written.join(', ')}`)
      return 0
    }
    case 'verify':
      return (await verify(folder)) ? 0 : 1
    default:
      throw new Error(usage)
  }
})

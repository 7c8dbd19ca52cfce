import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { launch } from '../../../tests/support/prepare.ts'
import { projectFolder } from '../../../tests/support/tidings.ts'
import { readAppFacts } from '../app-facts.ts'
import { writeManifests } from './manifests.ts'

// `npm run manifests`: what package managers need to know of the packages in release/, into release/manifests.
// `--complete` is for the release workflow, which has those of all systems: none may be missing.

await launch(async () => {
  const { values } = parseArgs({ options: { complete: { type: 'boolean', default: false } } })
  const facts = await readAppFacts(projectFolder, { repository: process.env.GITHUB_REPOSITORY })
  const { files, missing } = await writeManifests(join(projectFolder, 'release'), facts)
  for (const path of Object.keys(files)) console.log(`release/manifests/${path}`)
  if (missing.length === 0) return 0
  console.log(`Not in release/, and so in no manifest: ${missing.join(', ')}`)
  return values.complete ? 1 : 0
})

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from '../tidings.ts'
import { policySchemaText } from './policy-schema.ts'

// `npm run policy-schema`: writes the JSON Schema of policies.

writeFileSync(join(projectFolder, 'resources/policy/policy.schema.json'), policySchemaText())

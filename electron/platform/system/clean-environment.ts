import { dropForeignVariables } from './environment.ts'

// A module of its own, so that the first import of the app can run it before all others.
dropForeignVariables(process.env, process.execPath)

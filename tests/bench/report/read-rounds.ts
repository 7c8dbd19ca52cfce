import { parseArgs } from 'node:util'

/** `--rounds <n>`, and the other arguments. */
export function readRounds(args: readonly string[], usual: number) {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { rounds: { type: 'string', default: String(usual) } },
  })
  return { rounds: Number(values.rounds), positionals }
}

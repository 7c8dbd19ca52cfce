/** Marks the branch of a switch that no value can reach; the compiler refuses it when a case is missing. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`)
}

/** The fields of a JSON body; none when it is not an object. */
export async function readJson(request: Request): Promise<Readonly<Record<string, unknown>>> {
  const json: unknown = await request.json().catch(() => null)
  return typeof json === 'object' && json !== null ? { ...json } : {}
}

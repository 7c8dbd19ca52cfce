import { networkInterfaces } from 'node:os'

/**
 * The addresses of this computer that others can reach, sorted. Link-local ones come and go with every container
 * and say nothing of the way to a server.
 */
export function networkAddresses(interfaces = networkInterfaces()): readonly string[] {
  return Object.values(interfaces)
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, address }) => !internal && !/^(fe[89ab]|169\.254\.)/i.test(address))
    .map(({ address }) => address)
    .sort()
}

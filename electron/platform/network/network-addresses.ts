import { networkInterfaces } from 'node:os'

/**
 * The addresses by which other computers reach this one, sorted. Link-local addresses come and go with every container
 * and say nothing about the route to a server.
 */
export function networkAddresses(interfaces = networkInterfaces()): readonly string[] {
  return Object.values(interfaces)
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, address }) => !internal && !/^(fe[89ab]|169\.254\.)/i.test(address))
    .map(({ address }) => address)
    .sort()
}

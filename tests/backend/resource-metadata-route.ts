import type { FastifyInstance } from 'fastify'

/** Where the metadata of what is at this path lies (RFC 9728, 3.1). */
export function resourceMetadataPath(path: string): string {
  return `/.well-known/oauth-protected-resource${path}`
}

export interface ResourceMetadata {
  readonly path: string
  /** The whole address. */
  readonly resource: () => string
  readonly authorizationServer: string
}

/** Says to those without an access token where users sign in. */
export function addResourceMetadataRoute(
  app: FastifyInstance,
  { path, resource, authorizationServer }: ResourceMetadata,
): void {
  app.get(resourceMetadataPath(path), async () => ({
    resource: resource(),
    authorization_servers: [authorizationServer],
    scopes_supported: ['notifications:read'],
    bearer_methods_supported: ['header'],
    resource_name: 'Acme Orders',
  }))
}

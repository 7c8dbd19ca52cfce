import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

type SchemaProblem = NonNullable<FastifyError['validation']>[number]

/** Makes every error response a JSON body `{"error": "a sentence that says what to do"}`. */
export function addProblemReplies(app: FastifyInstance, onProblem: (error: unknown) => void): void {
  app.setNotFoundHandler((request, reply) =>
    reply.code(404).send({ error: `There is nothing at ${request.method} ${request.url.split('?')[0]}.` }),
  )

  app.setErrorHandler((error: FastifyError, _request: FastifyRequest, reply: FastifyReply) => {
    const status = error.statusCode ?? 500
    if (status < 500) return reply.code(status).send({ error: wordsFor(error) })
    onProblem(error)
    return reply.code(500).send({ error: 'Something went wrong on the server. Please try again.' })
  })
}

function wordsFor(error: FastifyError): string {
  const [problem] = error.validation ?? []
  if (problem !== undefined) return schemaWords(problem)
  switch (error.code) {
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return "Send the body as JSON, with the header 'Content-Type: application/json'."
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return 'The body is too large; 64 KiB are allowed.'
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
      return 'The body is not valid JSON.'
    default:
      return error instanceof SyntaxError ? 'The body is not valid JSON.' : error.message
  }
}

function schemaWords({ keyword, instancePath, params, message }: SchemaProblem): string {
  const field = instancePath.slice(1) || 'The body'
  switch (keyword) {
    case 'required':
      return `"${params.missingProperty}" is missing.`
    case 'additionalProperties':
      return `"${params.additionalProperty}" is not known here; check its spelling or leave it out.`
    case 'enum':
      return `"${field}" must be one of: ${[params.allowedValues].flat().join(', ')}.`
    case 'pattern':
      return `"${field}" does not look right; it must match ${params.pattern}.`
    default:
      return `${field === 'The body' ? field : `"${field}"`} ${message ?? 'is not valid'}.`
  }
}

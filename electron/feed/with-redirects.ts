import { failed, type HttpClient } from './http-client.ts'

const redirects = new Set([301, 302, 303, 307, 308])
const mostHops = 5

/** Follows redirects within the origin; one that leads elsewhere would carry our secrets with it. */
export function withRedirects(ask: HttpClient): HttpClient {
  return async (question) => {
    let url = question.url
    for (let hop = 0; hop <= mostHops; hop += 1) {
      const answer = await ask({ ...question, url })
      if (answer.kind === 'failed' || !redirects.has(answer.response.status)) return answer
      const location = answer.response.headers.get('location')
      if (location === null || !URL.canParse(location, url.href)) return answer
      answer.discard()
      url = new URL(location, url)
      if (url.origin !== question.url.origin) {
        return failed({ kind: 'redirected', to: `${url.origin}${url.pathname}` })
      }
    }
    return failed({ kind: 'unreachable', detail: 'redirect-circle' })
  }
}

/** A page as a browser ends up at it. */
export interface Page {
  readonly url: URL
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

/**
 * A browser without a screen: it follows redirects, keeps cookies and submits forms.
 *
 * @param onRequest called with each address that is opened
 */
export function createBrowser(onRequest: (url: URL) => void = () => {}) {
  const cookies = new Map<string, Map<string, string>>()
  const jarOf = ({ origin }: URL) => {
    const jar = cookies.get(origin) ?? new Map<string, string>()
    cookies.set(origin, jar)
    return jar
  }

  async function request(url: URL, form: URLSearchParams | null): Promise<Page> {
    onRequest(url)
    const jar = jarOf(url)
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(url, {
      method: form === null ? 'GET' : 'POST',
      body: form,
      redirect: 'manual',
      headers: { Accept: 'text/html', Connection: 'close', ...(cookie !== '' && { Cookie: cookie }) },
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=;]+)=([^;]*)/.exec(line) ?? []
      if (name !== undefined && value !== undefined) jar.set(name, value)
    }
    const location = response.headers.get('location')
    const text = await response.text()
    if (location === null) return { url, status: response.status, headers: response.headers, text }
    return request(new URL(location, url), null)
  }

  return {
    open: (url: URL): Promise<Page> => request(url, null),
    /** Submits the form of a page with its hidden fields and these. */
    submit: (page: Page, fields: Readonly<Record<string, string>>): Promise<Page> => {
      const form = new URLSearchParams()
      for (const [input] of page.text.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
        form.set(attribute(input, 'name') ?? '', attribute(input, 'value') ?? '')
      }
      for (const [name, value] of Object.entries(fields)) form.set(name, value)
      const action = attribute(/<form[^>]*>/.exec(page.text)?.[0] ?? '', 'action')
      return request(new URL(action ?? '', page.url), form)
    },
  }
}

export type Browser = ReturnType<typeof createBrowser>

function attribute(tag: string, name: string): string | null {
  return new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1]?.replaceAll('&amp;', '&') ?? null
}

/** Goes through the pages of the authorization server. Returns the page that the app shows at the end. */
export async function signInWith(
  browser: Browser,
  url: URL,
  { name = 'alice', agree = true }: { readonly name?: string; readonly agree?: boolean } = {},
): Promise<Page> {
  const form = await browser.open(url)
  return browser.submit(form, { name, agree: agree ? 'yes' : 'no' })
}

/** Types the code of a device, and signs in. */
export async function enterCode(
  browser: Browser,
  address: URL,
  code: string,
  { name = 'alice', agree = true }: { readonly name?: string; readonly agree?: boolean } = {},
): Promise<Page> {
  const input = await browser.open(address)
  const confirm = await browser.submit(input, { user_code: code })
  const form = await browser.submit(confirm, { user_code: code, confirm: 'yes' })
  return browser.submit(form, { name, agree: agree ? 'yes' : 'no' })
}

interface Props {
  readonly searchParams: Promise<{ readonly failed?: string }>
}

export default async function SignIn({ searchParams }: Props) {
  const hasFailed = (await searchParams).failed !== undefined
  return (
    <main>
      <h1>Acme dashboard</h1>
      <form className="card" method="post" action="/api/session">
        <label>
          User
          <input name="user" autoComplete="username" required />
        </label>
        <label>
          Password
          <input name="password" type="password" autoComplete="current-password" required />
        </label>
        {hasFailed && <p role="alert">The user or the password is wrong.</p>}
        <button type="submit">Sign in</button>
      </form>
    </main>
  )
}

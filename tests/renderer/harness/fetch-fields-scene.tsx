import { useState } from 'react'
import type { ChosenFolder, FetchRule } from '../../../electron/model/rule.ts'
import type { Language } from '../../../electron/model/settings.ts'
import { I18nContext } from '../../../renderer/i18n/i18n.ts'
import { FetchFields } from '../../../renderer/settings/fetch-fields.tsx'
import { createWindowI18n } from '../../support/i18n.ts'

const folders: readonly ChosenFolder[] = [
  { id: 1, path: '/home/ada/Documents/Reports and exports of the second half of the year' },
]
const values: readonly (FetchRule | null)[] = [
  null,
  { maxMegabytes: 100, folder: null },
  { maxMegabytes: 750, folder: 1 },
  { maxMegabytes: 20_000, folder: 9 },
]

/** The fields of a rule that downloads results, in each state, one below the other. */
export function FetchFieldsScene({ language }: { readonly language: Language }) {
  const i18n = createWindowI18n(language, language)
  return (
    <I18nContext value={i18n}>
      <header>
        <h1>{i18n.t('settings.fetch')}</h1>
      </header>
      <main
        dir={i18n.direction}
        style={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 24, padding: 16 }}
      >
        {values.map((value) => (
          <Fields key={JSON.stringify(value)} initial={value} />
        ))}
      </main>
    </I18nContext>
  )
}

function Fields({ initial }: { readonly initial: FetchRule | null }) {
  const [value, setValue] = useState(initial)
  return (
    <section style={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 12 }}>
      <FetchFields value={value} folders={folders} onChange={setValue} onChooseFolder={() => {}} />
    </section>
  )
}

import './pinned-fonts.css'

const families = ['Noto Sans Variable', 'Noto Sans Arabic Variable', 'Noto Sans Mono Variable']

/** Letters of each file that the texts need: Latin with and without accents, Arabic, and signs. */
const sample = 'Aa Śś Ŵŵ ñ ب ٣ ← “”'

/**
 * Gives the window fonts that are the same on every machine, instead of those of the system. Resolves when they are
 * loaded, so that nothing is measured with others.
 */
export async function loadPinnedFonts(): Promise<void> {
  await Promise.all(families.map((family) => document.fonts.load(`13px "${family}"`, sample)))
}

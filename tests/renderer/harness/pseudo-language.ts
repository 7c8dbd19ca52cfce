/** The name of the pseudo-locale among the languages of the harness. */
export const pseudoLanguage = 'pseudo'

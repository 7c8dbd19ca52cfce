/** What happened to an item on this computer, as reported to the server. `failed`: the desktop refused to show it. */
export type ReceiptKind = 'shown' | 'clicked' | 'read' | 'failed'

/**
 * Why a server gets no receipts that asks for them. `elsewhere`: it names an address that is not its own. `refused`: that
 * address takes none. `failing`: it has not answered, or with an error, several times in a row.
 */
export type ReceiptProblem = 'elsewhere' | 'refused' | 'failing'

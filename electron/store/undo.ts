/** How long a deletion, and the last "mark as read" of many items, can be undone. */
export const undoMs = 10 * 60_000

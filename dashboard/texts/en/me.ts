/** Texts of the user's own settings. */
export const me = {};

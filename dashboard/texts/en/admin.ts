/** Texts of the account's administration. */
export const admin = {};

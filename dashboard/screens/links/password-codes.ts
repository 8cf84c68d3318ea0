/** The codes that concern the field `password`. */
export const PASSWORD_CODES = {
  PASSWORD_TOO_SHORT: 'password',
  PASSWORD_TOO_LONG: 'password',
  PASSWORD_COMMON: 'password',
  PASSWORD_CONTAINS_PERSONAL_DATA: 'password',
  PASSWORD_INVALID_CHARACTERS: 'password',
  NAME_INVALID: 'name',
} as const;

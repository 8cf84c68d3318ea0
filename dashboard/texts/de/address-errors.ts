import type { addressErrors as english } from '../en/address-errors';

/** The texts in German of the codes that only the IP restrictions get. */
export const addressErrors: typeof english = {
  ADDRESS_LOCKS_OUT: 'Ihre eigene IP-Adresse steht nicht in der Liste. Sie würden sich aussperren.',
  CIDR_INVALID:
    'Schreiben Sie jeden Block als Adresse, Schrägstrich und Zahl der Bits, wie 203.0.113.0/24.',
  CIDR_BITS_MISSING: 'Bei einem Block fehlt die Zahl der Bits.',
  CIDR_NOT_LOWEST: 'Ein Block beginnt nicht mit seiner niedrigsten Adresse.',
  CIDR_EXISTS: 'Ein Block steht zweimal in der Liste.',
  CIDR_EVERYWHERE: 'Die Liste enthält alle Adressen.',
};

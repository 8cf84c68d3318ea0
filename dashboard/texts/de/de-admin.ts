import { addresses } from './addresses';
import { admin } from './admin';

/** The texts in German of the administration. */
export const texts = {
  addresses,
  admin,
};

// Gives this process the cheap hashes of cheap-scrypt.ts.
const crypto = require('node:crypto');

const { scrypt } = crypto;
crypto.scrypt = (password, salt, length, { N, ...others }, callback) => {
  const cost = N === 2 ** 14 ? { N: 16, r: 8, p: 1 } : { N };
  scrypt(password, salt, length, { ...others, ...cost }, callback);
};

/*! With jose, Copyright (c) 2018 Filip Skokan, MIT License: https://github.com/panva/jose */
// The private asset /jwt.js verifies and issues JSON Web Tokens. It is loaded only if they are used.
export * from '../lib/jwt/index';
export * from '../lib/oauth/index';

/*! With jose, Copyright (c) 2018 Filip Skokan, MIT License: https://github.com/panva/jose */
// JSON Web Tokens, checked and issued: the private asset /jwt.js, loaded only where they are used.
export * from '../lib/jwt/index';
export * from '../lib/oauth/index';

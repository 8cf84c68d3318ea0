/*! With oauth4webapi, under the MIT License, Copyright (c) 2022 Filip Skokan: https://github.com/panva/oauth4webapi */
// The private asset /sso.js speaks with identity providers. It is loaded only by the operations that need it.
export * from '../lib/sso/index';

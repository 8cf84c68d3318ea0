/*! With these, all under the MIT License but pg-int8 and split2, which are under the ISC License:
pg, pg-protocol, pg-types, Copyright (c) 2010-2021 Brian Carlson: https://github.com/brianc/node-postgres
pgpass, Copyright (c) 2013-2016 Hannes Hörl: https://github.com/hoegaarden/pgpass
pg-pool, Copyright (c) 2017 Brian M. Carlson: https://github.com/brianc/node-postgres
pg-connection-string, Copyright (c) 2014 Iced Development: https://github.com/brianc/node-postgres
pg-int8, Copyright (c) 2017 Charmander: https://github.com/charmander/pg-int8
postgres-array, postgres-bytea, postgres-date, postgres-interval, Copyright (c) Ben Drucker: https://github.com/bendrucker
split2, Copyright (c) 2014-2018 Matteo Collina: https://github.com/mcollina/split2
xtend, Copyright (c) 2012-2014 Raynos: https://github.com/Raynos/xtend
kysely, Copyright (c) 2022 Sami Koskimäki: https://github.com/kysely-org/kysely
valibot, Copyright (c) Fabian Hiller: https://github.com/fabian-hiller/valibot
otpauth, Copyright (c) Héctor Molinero Fernández: https://github.com/hectorm/otpauth
@noble/hashes, Copyright (c) 2022 Paul Miller: https://github.com/paulmillr/noble-hashes
uqr, Copyright (c) Project Nayuki, Anthony Fu: https://github.com/unjs/uqr
the list of common passwords, Copyright (c) 2012-2016 Dan Wheeler and Dropbox, Inc., 2021 @zxcvbn-ts: https://github.com/zxcvbn-ts/zxcvbn */
// Users, accounts, roles, sessions, credentials and their log, in Postgres: the private asset
// /directory.js, loaded only by what uses it.
export * from '../lib/directory/index';

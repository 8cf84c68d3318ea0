/*! With these, all under the MIT License but asn1js, which is under the BSD 3-Clause License, and tslib, which is under
the 0BSD License:
@simplewebauthn/server, Copyright (c) 2020 Matthew Miller: https://github.com/MasterKale/SimpleWebAuthn
@levischuck/tiny-cbor, Copyright (c) 2025 Levi: https://github.com/levischuck/tiny-cbor
@hexagon/base64, Copyright (c) 2021-2022 Hexagon: https://github.com/hexagon/base64
@peculiar/asn1-schema, @peculiar/asn1-ecc, Copyright (c) 2020 PeculiarVentures: https://github.com/PeculiarVentures/asn1-schema
@peculiar/utils, pvtsutils, Copyright (c) 2017-2026 Peculiar Ventures, LLC: https://github.com/PeculiarVentures/pvtsutils
pvutils, Copyright (c) 2016-2019 Peculiar Ventures: https://github.com/PeculiarVentures/pvutils
asn1js, Copyright (c) 2014 GMO GlobalSign, 2015-2022 Peculiar Ventures: https://github.com/PeculiarVentures/ASN1.js
tslib, Copyright (c) Microsoft Corporation: https://github.com/Microsoft/tslib */
// The private asset /passkeys.js verifies passkeys. It is loaded only by the operations that need it.
export * from '../lib/passkeys/index';

/*! With these, all under the MIT License but sax, which is under the Blue Oak Model License 1.0.0:
@node-saml/node-saml, Copyright (c) 2011 Michael Bosworth, 2012 Henri Bergius: https://github.com/node-saml/node-saml
xml-crypto, Copyright (c) Yaron Naveh: https://github.com/node-saml/xml-crypto
@xmldom/xmldom, Copyright 2012-2017 @jindw, 2019-present Christopher J. Brody: https://github.com/xmldom/xmldom
@xmldom/is-dom-node, Copyright (c) 2023 Chris Barth: https://github.com/xmldom/is-dom-node
xpath, Copyright (c) 2018 Cameron McCormack: https://github.com/goto100/xpath
xml2js, Copyright 2010-2013: https://github.com/Leonidas-from-XIV/node-xml2js
sax, by Isaac Z. Schlueter: https://github.com/isaacs/sax-js */
// The private asset /saml.js verifies logins by SAML. It is loaded only where a response or metadata is read.
export * from '../lib/saml/index';

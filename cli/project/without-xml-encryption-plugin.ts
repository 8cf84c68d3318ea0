import type { Plugin } from 'esbuild';

const NAMESPACE = 'without-xml-encryption';
const OF_SAML = /[\\/]node_modules[\\/](?:@node-saml[\\/]node-saml|xml2js)[\\/]/;

/** The code in place of each omitted module. `debug` would print what a login contains. */
const OMITTED: Readonly<Record<string, string>> = {
  'xml-encryption': 'module.exports = {};',
  xmlbuilder: 'module.exports = {};',
  debug: 'exports.default = () => () => undefined;',
};

/**
 * Bundles `@node-saml/node-saml` without the decryption and the writing of XML, which `lib/saml` never calls: an encrypted
 * assertion is refused before, and a call of an omitted function throws, which refuses the response, too.
 */
export const withoutXmlEncryptionPlugin: Plugin = {
  name: NAMESPACE,
  setup(build) {
    const names = Object.keys(OMITTED).join('|');
    build.onResolve({ filter: new RegExp(`^(?:${names})$`) }, ({ path, importer }) =>
      OF_SAML.test(importer) ? { namespace: NAMESPACE, path } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: NAMESPACE }, ({ path }) => ({
      contents: OMITTED[path] ?? '',
    }));
  },
};

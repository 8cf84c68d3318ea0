import type { SamlClient } from '../../../lib/saml/saml';
import { verifyResponse } from '../../../lib/saml/verify-response';
import { loadPart } from '../../../lib/util/load-part';
import '../../support/jest/built-assets';
import {
  encodeResponse,
  makeSamlProvider,
  partsFor,
  responseXml,
  signElement,
} from '../../support/saml/saml-provider';

// The build omits parts of node-saml. Here, the complete package decides the same cases.

const built = loadPart<SamlClient>('saml') as SamlClient;
const RECIPIENT = {
  entityId: 'https://service.example/session/saml/idp_1',
  acsUrl: 'https://service.example/session/return-sso',
  requestId: '_0123456789abcdef',
};

test('the built asset decides about every changed response as the complete package does', async () => {
  const { provider, keys } = await makeSamlProvider();
  const xml = signElement(responseXml(partsFor(provider, RECIPIENT)), { keys });
  const changed = [...xml].flatMap((character, at) =>
    at % 53 === 0
      ? [`${xml.slice(0, at)}${character === 'a' ? 'b' : 'a'}${xml.slice(at + 1)}`]
      : [],
  );
  const verdicts: string[] = [];
  for (const one of [xml, ...changed]) {
    const response = encodeResponse(one);
    const byAsset = await built.verifyResponse(provider, response, RECIPIENT);
    expect(byAsset).toEqual(await verifyResponse(provider, response, RECIPIENT));
    verdicts.push('problem' in byAsset ? 'refused' : 'accepted');
  }

  expect(verdicts[0]).toBe('accepted');
  expect(verdicts.filter((one) => one === 'refused').length).toBeGreaterThan(40);
});

import { verifyResponse } from '../../../lib/saml/verify-response';
import {
  encodeResponse,
  makeSamlProvider,
  partsFor,
  type ResponseParts,
  responseXml,
  signElement,
  type TestSamlProvider,
} from './saml-provider';

/** The service that the responses of a test are for. */
export const RECIPIENT = {
  entityId: 'https://service.example/session/saml/idp_1',
  acsUrl: 'https://service.example/session/return-sso',
  requestId: '_0123456789abcdef',
};

/** A provider, and the verification of its responses. */
export interface SamlVerifier {
  readonly idp: TestSamlProvider;
  verify(xml: string): ReturnType<typeof verifyResponse>;
  /** Returns the parts of a correct response. */
  parts(): ResponseParts;
  /** Returns a response with some other parts, signed by the provider. */
  signed(changes?: Partial<ResponseParts>): string;
}

/** Gives the tests of a file a provider and its verification. */
export function useSamlVerifier(): SamlVerifier {
  const now = {} as { idp: TestSamlProvider };
  beforeAll(async () => {
    now.idp = await makeSamlProvider();
  });
  const parts = () => partsFor(now.idp.provider, RECIPIENT);
  return {
    get idp() {
      return now.idp;
    },
    parts,
    verify: (xml) => verifyResponse(now.idp.provider, encodeResponse(xml), RECIPIENT),
    signed: (changes = {}) =>
      signElement(responseXml({ ...parts(), ...changes }), { keys: now.idp.keys }),
  };
}

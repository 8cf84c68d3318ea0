import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { AssertionResponse, RegistrationResponse } from '../../../lib/passkeys/index';
import { launchBrowser } from '../clients/browser';
import type { Ceremonies } from '../passkeys/ceremonies';
import { PROJECT } from '../projects/project';
import { startPageServer } from '../servers/page-server';

// Writes test/vectors/passkeys.json: registrations and logins of Chromium's virtual authenticators.
//
//   npx tsx test/support/dashboard/record-passkeys.ts

const LOGINS = 4;
const RP_ID = 'localhost';
const ALGORITHMS = [
  ['EdDSA', -8],
  ['ES256', -7],
  ['RS256', -257],
] as const;

/** Registers a passkey on a page and logs in with it. */
async function record(page: Page, name: string, algorithm: number, isSynced: boolean) {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
      defaultBackupEligibility: isSynced,
      defaultBackupState: isSynced,
    },
  });
  const origin = new URL(page.url()).origin;
  const userId = `us_${randomBytes(12).toString('hex')}`;
  const expect = () => ({ challenge: randomBytes(32).toString('base64url'), origin, rpId: RP_ID });
  const expected = expect();
  const registration = {
    expected,
    response: await register(page, { ...expected, userId, algorithm }),
  };
  const assertions: Ceremonies['assertions'][number][] = [];
  for (let login = 0; login < LOGINS; login++) {
    const next = expect();
    assertions.push({ expected: next, response: await logIn(page, next) });
  }
  return { name, algorithm, userId, backupEligible: isSynced, registration, assertions };
}

interface CreateOptions {
  readonly challenge: string;
  readonly rpId: string;
  readonly userId: string;
  readonly algorithm: number;
}

function register(page: Page, options: CreateOptions): Promise<RegistrationResponse> {
  return page.evaluate(async ({ challenge, rpId, userId, algorithm }) => {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON({
      challenge,
      rp: { id: rpId, name: 'Reports' },
      user: {
        id: btoa(userId).replace(/=+$/, ''),
        name: 'jane@customer.example',
        displayName: 'Jane',
      },
      pubKeyCredParams: [{ type: 'public-key', alg: algorithm }],
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      attestation: 'none',
    });
    const credential = await navigator.credentials.create({ publicKey });
    return (credential as PublicKeyCredential).toJSON();
  }, options) as Promise<RegistrationResponse>;
}

async function logIn(
  page: Page,
  options: { readonly challenge: string; readonly rpId: string },
): Promise<AssertionResponse> {
  return page.evaluate(async ({ challenge, rpId }) => {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON({
      challenge,
      rpId,
      allowCredentials: [],
      userVerification: 'required',
    });
    const credential = await navigator.credentials.get({ publicKey });
    return (credential as PublicKeyCredential).toJSON();
  }, options) as Promise<AssertionResponse>;
}

async function recordAll(browser: Browser): Promise<readonly Ceremonies[]> {
  const server = await startPageServer();
  const all: Ceremonies[] = [];
  for (const [name, algorithm] of ALGORITHMS) {
    for (const isSynced of [false, true]) {
      const page = await browser.newPage();
      // No IP address can be an rpId.
      await page.goto(server.origin.replace('127.0.0.1', RP_ID));
      const title = `${name}, ${isSynced ? 'synced' : 'not synced'}`;
      all.push(await record(page, title, algorithm, isSynced));
      await page.close();
    }
  }
  await server.close();
  return all;
}

async function main(): Promise<void> {
  const browser = await launchBrowser();
  const vectors = await recordAll(browser).finally(() => browser.close());
  const file = join(PROJECT, 'test', 'vectors', 'passkeys.json');
  writeFileSync(file, `${JSON.stringify(vectors, null, 2)}\n`);
  console.log(`${vectors.length} passkeys in ${file}`);
}

void main();

import {
  array as arrayOf,
  boolean,
  type InferOutput,
  maxLength,
  minLength,
  nullable,
  nullish,
  object,
  optional,
  pipe,
  regex,
  strictObject,
  string,
  transform,
} from 'valibot';
import type { Row } from '../database/tables';
import { boundedText, id, timestamp } from '../schemas';

/** Bytes in base64url. */
const base64url = (longest: number) =>
  pipe(string(), minLength(1), maxLength(longest), regex(/^[\w-]+$/));

// WebAuthn Level 3 section 4: an id has at most 1023 bytes, and a user handle 64.
const credentialId = base64url(1364);
const userHandle = base64url(86);
// A browser may add members to the client data at any time.
const clientDataJSON = base64url(8_000);

// A text in the browser's types, so that a page can send what `toJSON()` returns.
const type = pipe(
  string(),
  regex(/^public-key$/),
  transform(() => 'public-key' as const),
);

/** The JSON of the credential that `navigator.credentials.create()` returns. Other members are ignored. */
export const registrationResponse = object({
  id: credentialId,
  rawId: credentialId,
  type,
  response: object({
    clientDataJSON,
    // A key of RSA with 4096 bits has 600 bytes, and the id up to 1023.
    attestationObject: base64url(16_000),
    transports: optional(arrayOf(boundedText(20))),
  }),
});

/** The JSON of the credential that `navigator.credentials.get()` returns. Other members are ignored. */
export const assertionResponse = object({
  id: credentialId,
  rawId: credentialId,
  type,
  response: object({
    clientDataJSON,
    authenticatorData: base64url(4_000),
    signature: base64url(2_000),
    userHandle: nullish(userHandle),
  }),
});

/** A passkey as its owner sees it. */
export const passkey = strictObject({
  id,
  name: string(),
  /** The host that it was created for. It works at no other. */
  host: string(),
  /** Whether `host` is this service's host. */
  usable: boolean(),
  /** Whether it is synced to the owner's other devices. */
  synced: boolean(),
  createdAt: timestamp,
  lastUsedAt: nullable(timestamp),
});

type PasskeyRow = Pick<
  Row<'passkeys'>,
  'id' | 'name' | 'rp_id' | 'backed_up' | 'created_at' | 'last_used_at'
>;

/** Returns a passkey as its owner sees it, at the service of the host `rpId`. */
export function describePasskey(row: PasskeyRow, rpId: string): InferOutput<typeof passkey> {
  return {
    id: row.id,
    name: row.name,
    host: row.rp_id,
    usable: row.rp_id === rpId,
    synced: row.backed_up,
    createdAt: row.created_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
  };
}

// Nobody attests the model, so it gives a name and nothing else. The same models in
// https://github.com/passkeydeveloper/passkey-authenticator-aaguids.
const MODELS: Readonly<Record<string, string>> = {
  'fbfc3007-154e-4ecc-8c0b-6e020557d7bd': 'iCloud Keychain',
  'dd4ec289-e01d-41c9-bb89-70fa845d4bf2': 'iCloud Keychain',
  'ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4': 'Google Password Manager',
  'adce0002-35bc-c60a-648b-0b25f1f05503': 'Chrome on Mac',
  '08987058-cadc-4b81-b6e1-30de50dcbe96': 'Windows Hello',
  '9ddd1817-af5a-4672-a2b9-3e3dd95000a9': 'Windows Hello',
  '6028b017-b1d4-4c02-b4b3-afcdafc96bb2': 'Windows Hello',
  'bada5566-a7aa-401f-bd96-45619a55120d': '1Password',
  'd548826e-79b4-db40-a3d8-11116f7e8349': 'Bitwarden',
  '531126d6-e717-415c-9320-3d9aa6981239': 'Dashlane',
  'fdb141b2-5d84-443e-8a35-4698c205a502': 'KeePassXC',
  '50726f74-6f6e-5061-7373-50726f746f6e': 'Proton Pass',
  '53414d53-554e-4700-0000-000000000000': 'Samsung Pass',
  '0ea242b4-43c4-4a1b-8b17-dd6d0b6baec6': 'Keeper',
};

const DAY = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone: 'UTC' });

/** Returns the name of a passkey that its owner has not named: the password manager, or the date. */
export function defaultPasskeyName(aaguid: string, at: Date): string {
  return MODELS[aaguid] ?? `Passkey of ${DAY.format(at)}`;
}

import type { Page } from 'playwright-core';

/** A passkey in a {@link VirtualAuthenticator}. */
export interface VirtualPasskey {
  readonly credentialId: string;
  readonly isResidentCredential: boolean;
  readonly rpId?: string;
  readonly privateKey: string;
  readonly userHandle?: string;
  readonly signCount: number;
  readonly backupEligibility?: boolean;
  readonly backupState?: boolean;
  readonly userName?: string;
  readonly userDisplayName?: string;
}

/** An authenticator in software, in the browser of a page. */
export interface VirtualAuthenticator {
  /** Returns the passkeys that it has. */
  passkeys(): Promise<readonly VirtualPasskey[]>;
  /** Puts a passkey of another authenticator into this one. */
  add(passkey: VirtualPasskey): Promise<void>;
  /** Whether its user proves to be its owner, from now on. */
  setUserVerified(isUserVerified: boolean): Promise<void>;
  /** Whether it answers without a touch, from now on. */
  setAutomatic(isAutomatic: boolean): Promise<void>;
}

/** Gives a page an authenticator of the device. Its passkeys are synced unless `isSynced` is false. */
export async function addAuthenticator(
  page: Page,
  { isSynced = true, isAutomatic = true } = {},
): Promise<VirtualAuthenticator> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: isAutomatic,
      defaultBackupEligibility: isSynced,
      defaultBackupState: isSynced,
    },
  });
  return {
    async passkeys() {
      return (await session.send('WebAuthn.getCredentials', { authenticatorId })).credentials;
    },
    async add(credential) {
      await session.send('WebAuthn.addCredential', { authenticatorId, credential });
    },
    async setUserVerified(isUserVerified) {
      await session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified });
    },
    async setAutomatic(enabled) {
      await session.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled });
    },
  };
}

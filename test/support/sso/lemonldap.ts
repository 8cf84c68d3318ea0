import { spawn } from 'node:child_process';
import { createPublicKey } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { SamlServiceProvider } from '../../../lib/saml/service-provider';
import { serviceProviderMetadata } from '../../../lib/saml/service-provider';
import { watchChild } from '../processes/child';
import { requireProgram } from '../processes/run-program';
import { makeTempFolder } from '../processes/temp-folder';
import { writeFiles } from '../projects/write-project';
import { makeSigningKeys } from '../saml/saml-provider';
import { findFreePort } from '../servers/free-port';
import type { Certified } from '../servers/self-signed';
import { waitForPort } from '../servers/wait-for-port';

const INSTALLED = '/usr/share/lemonldap-ng/portal';

/** LemonLDAP::NG of Debian, as a provider of OpenID Connect and of SAML with the user `dwho`, whose password is the name. */
export interface LemonLdap {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The keys that it signs with. */
  readonly keys: Certified;
  /** The URL of its metadata of SAML. */
  readonly metadataUrl: string;
  /** Logs the Doctor in at a URL. @returns the URL with which the browser is sent back to the service, or the form. */
  logIn(url: string): Promise<LemonLdapAnswer>;
  stop(): Promise<void>;
}

/** How LemonLDAP::NG sends a browser back: by a redirect, or by the fields of a form. */
export interface LemonLdapAnswer {
  readonly location: string | undefined;
  readonly form: Readonly<Record<string, string>>;
}

/** The service at LemonLDAP::NG. */
export interface LemonLdapClient {
  readonly redirectUri: string;
  readonly saml: SamlServiceProvider;
}

const CLIENT_ID = 'service';
const CLIENT_SECRET = 'a-secret_of-the/service+with%signs';

/** Starts LemonLDAP::NG on a free port of the loopback address. It takes about four seconds. */
export async function startLemonLdap(client: LemonLdapClient): Promise<LemonLdap> {
  const folder = makeTempFolder('lemonldap');
  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}`;
  const keys = await makeSigningKeys();
  for (const name of FOLDERS) mkdirSync(join(folder.path, name), { recursive: true });
  writeFiles(folder.path, filesOf({ folder: folder.path, url, keys, client }));
  const args = ['-I', join(folder.path, 'lib'), '-E', 'deployment', '--host', '127.0.0.1'];
  const child = watchChild(
    spawn(
      requireProgram('plackup'),
      [...args, '--port', String(port), join(folder.path, 'app.psgi')],
      {
        env: {
          PATH: process.env['PATH'],
          LLNG_DEFAULTCONFFILE: join(folder.path, 'lemonldap-ng.ini'),
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    ),
  );
  await waitForPort(port, child);
  return {
    url,
    clientId: CLIENT_ID,
    clientSecret: CLIENT_SECRET,
    keys,
    metadataUrl: `${url}/saml/metadata`,
    logIn: (start) => logIn(url, start),
    async stop() {
      await child.stop();
      folder.remove();
    },
  };
}

const FOLDERS = ['conf', 'sessions/lock', 'psessions/lock', 'cache', 'notifications', 'captcha'];

interface Settings {
  readonly folder: string;
  readonly url: string;
  readonly keys: Certified;
  readonly client: LemonLdapClient;
}

function filesOf(settings: Settings): Record<string, string> {
  const { folder } = settings;
  return {
    'conf/lmConf-1.json': JSON.stringify(configurationOf(settings)),
    'lemonldap-ng.ini': [
      '[all]',
      'logLevel = error',
      '[configuration]',
      'type = File',
      `dirName = ${folder}/conf`,
      'localStorage = Cache::FileCache',
      `localStorageOptions = { 'namespace' => 'config', 'default_expires_in' => 600, 'directory_umask' => '007', 'cache_root' => '${folder}/cache', 'cache_depth' => 3 }`,
      '[portal]',
      'staticPrefix = /static',
      `templateDir = ${INSTALLED}/templates`,
      'languages = en',
      '',
    ].join('\n'),
    'app.psgi': [
      'use Lemonldap::NG::Portal;',
      'use Plack::Builder;',
      'my $portal = Lemonldap::NG::Portal->run( {} );',
      `builder { enable 'Static', path => qr{^/static/}, root => '${INSTALLED}/htdocs'; $portal };`,
      '',
    ].join('\n'),
    // The packaged captcha wants a library of images.
    'lib/Lemonldap/NG/Portal/Captcha/None.pm': [
      'package Lemonldap::NG::Portal::Captcha::None;',
      "use Mouse; extends 'Lemonldap::NG::Portal::Main::Plugin';",
      'sub init { 1 } sub init_captcha {} sub check_captcha { 1 } 1;',
      '',
    ].join('\n'),
  };
}

function configurationOf(settings: Settings): object {
  return { ...generalOf(settings), ...oidcOf(settings), ...samlOf(settings) };
}

function generalOf({ folder, url }: Settings): object {
  const files = (name: string) => ({
    Directory: `${folder}/${name}`,
    LockDirectory: `${folder}/${name}/lock`,
    generateModule: 'Lemonldap::NG::Common::Apache::Session::Generate::SHA256',
  });
  return {
    cfgNum: 1,
    cfgDate: '1700000000',
    cfgVersion: '2.16.1',
    portal: `${url}/`,
    domain: '127.0.0.1',
    cookieName: 'lemonldap',
    securedCookie: 0,
    requireToken: 0,
    captcha: '::Captcha::None',
    authentication: 'Demo',
    userDB: 'Demo',
    passwordDB: 'Null',
    registerDB: 'Null',
    demoExportedVars: { cn: 'cn', mail: 'mail', uid: 'uid' },
    whatToTrace: 'uid',
    key: 'a key of a test',
    locationRules: { '127.0.0.1': { default: 'accept' } },
    globalStorage: 'Apache::Session::File',
    globalStorageOptions: files('sessions'),
    persistentStorage: 'Apache::Session::File',
    persistentStorageOptions: files('psessions'),
    localSessionStorage: 'Cache::FileCache',
    localSessionStorageOptions: {
      namespace: 's',
      cache_root: `${folder}/cache`,
      cache_depth: 3,
      default_expires_in: 600,
      directory_umask: '007',
    },
    notificationStorage: 'File',
    notificationStorageOptions: { dirName: `${folder}/notifications` },
    portalSkin: 'bootstrap',
  };
}

function oidcOf({ url, keys, client }: Settings): object {
  const publicKey = createPublicKey(keys.cert).export({ type: 'spki', format: 'pem' });
  return {
    issuerDBOpenIDConnectActivation: 1,
    oidcServiceMetaDataIssuer: url,
    oidcServicePrivateKeySig: keys.key,
    oidcServicePublicKeySig: publicKey,
    oidcServiceKeyIdSig: 'first',
    oidcServiceAllowAuthorizationCodeFlow: 1,
    oidcRPMetaDataOptions: {
      svc: {
        oidcRPMetaDataOptionsClientID: CLIENT_ID,
        oidcRPMetaDataOptionsClientSecret: CLIENT_SECRET,
        oidcRPMetaDataOptionsRedirectUris: client.redirectUri,
        oidcRPMetaDataOptionsIDTokenSignAlg: 'RS256',
        oidcRPMetaDataOptionsBypassConsent: 1,
        oidcRPMetaDataOptionsRequirePKCE: 1,
        oidcRPMetaDataOptionsIDTokenForceClaims: 1,
      },
    },
    oidcRPMetaDataExportedVars: { svc: { email: 'mail', name: 'cn' } },
  };
}

function samlOf({ url, keys, client }: Settings): object {
  return {
    issuerDBSAMLActivation: 1,
    samlEntityID: `${url}/saml/metadata`,
    samlServicePrivateKeySig: keys.key,
    samlServicePublicKeySig: keys.cert,
    samlServiceSignatureMethod: 'RSA_SHA256',
    samlServiceUseCertificateInResponse: 1,
    samlIDPSSODescriptorWantAuthnRequestsSigned: 0,
    samlSPMetaDataXML: { svc: { samlSPMetaDataXML: serviceProviderMetadata(client.saml) } },
    samlSPMetaDataOptions: {
      svc: {
        samlSPMetaDataOptionsSignSSOMessage: 1,
        samlSPMetaDataOptionsCheckSSOMessageSignature: 0,
        samlSPMetaDataOptionsEncryptionMode: 'none',
        samlSPMetaDataOptionsNameIDFormat: 'persistent',
      },
    },
    samlSPMetaDataExportedAttributes: { svc: { mail: '1;mail', cn: '1;displayName' } },
  };
}

async function logIn(url: string, start: string): Promise<LemonLdapAnswer> {
  const cookies = new Map<string, string>();
  const send = async (at: string, init: RequestInit = {}): Promise<Response | string> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { accept: 'text/html', cookie };
    const response = await fetch(at, { ...init, redirect: 'manual', headers });
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s);
      cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (location === null) return response;
    return location.startsWith(url) ? send(location) : location;
  };
  const page = await send(start);
  const fields = typeof page === 'string' ? {} : fieldsIn(await page.text());
  const body = new URLSearchParams({ ...fields, user: 'dwho', password: 'dwho' });
  const answer = await send(start.split('?')[0] ?? start, { method: 'POST', body });
  if (typeof answer === 'string') return { location: answer, form: {} };
  return { location: undefined, form: fieldsIn(await answer.text()) };
}

function fieldsIn(html: string): Record<string, string> {
  const found = [...html.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([tag]) => {
    const [, name = ''] = / name="([^"]*)"/.exec(tag) ?? [];
    const [, value = ''] = / value="([^"]*)"/.exec(tag) ?? [];
    return [name, value.replaceAll('&amp;', '&').replaceAll('&quot;', '"')] as const;
  });
  return Object.fromEntries(found);
}

import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { SamlServiceProvider } from '../../../lib/saml/service-provider';
import { watchChild } from '../processes/child';
import { requireProgram } from '../processes/run-program';
import { makeTempFolder } from '../processes/temp-folder';
import { writeFiles } from '../projects/write-project';
import { findFreePort } from '../servers/free-port';
import type { Certified } from '../servers/self-signed';
import { waitForPort } from '../servers/wait-for-port';

const PAGES = '/usr/share/simplesamlphp/www';
const CLIENTS = 'metadata/saml20-sp-remote.php';

/** SimpleSAMLphp of Debian, as an identity provider with the user `ada` and the password `adapass`. */
export interface SimpleSamlPhp {
  readonly url: string;
  /** Adds services, to those from the start. */
  addClients(...clients: readonly SimpleSamlPhpClient[]): void;
  /** The URL of its metadata. */
  readonly metadataUrl: string;
  /** Logs Ada in at a URL with an AuthnRequest. @returns the form that her browser posts to the service. */
  logIn(url: string): Promise<{ readonly SAMLResponse: string; readonly RelayState: string }>;
  stop(): Promise<void>;
}

/** What SimpleSAMLphp does for one service. */
export interface SimpleSamlPhpClient extends SamlServiceProvider {
  readonly signResponse?: boolean;
  readonly signAssertion?: boolean;
  /** Encrypts the assertion for this certificate. */
  readonly encryptFor?: Certified;
}

/** The keys of SimpleSAMLphp. With two, it publishes both and signs with the first. */
export interface SimpleSamlPhpOptions {
  readonly keys: Certified;
  readonly nextKeys?: Certified;
  readonly clients?: readonly SimpleSamlPhpClient[];
  /** The origin that it has for browsers, in its metadata and its pages. Default: its URL. */
  readonly origin?: string;
}

/** Starts SimpleSAMLphp on a free port of the loopback address, with PHP's own server. */
export async function startSimpleSamlPhp(options: SimpleSamlPhpOptions): Promise<SimpleSamlPhp> {
  const folder = makeTempFolder('simplesamlphp');
  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}`;
  for (const name of ['log', 'data', 'temp', 'sessions']) mkdirSync(join(folder.path, name));
  const { origin = url } = options;
  const clients = [...(options.clients ?? [])];
  writeFiles(folder.path, filesOf({ ...options, origin, folder: folder.path }));
  const addClients = (...more: readonly SimpleSamlPhpClient[]) => {
    clients.push(...more);
    writeFiles(folder.path, { [CLIENTS]: php('metadata', remoteOf(clients)) });
  };
  addClients();
  const child = watchChild(
    spawn(
      requireProgram('php'),
      ['-d', 'error_reporting=0', '-S', `127.0.0.1:${port}`, '-t', PAGES],
      {
        env: { PATH: process.env['PATH'], SIMPLESAMLPHP_CONFIG_DIR: join(folder.path, 'config') },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    ),
  );
  await waitForPort(port, child);
  return {
    url,
    addClients,
    metadataUrl: `${url}/saml2/idp/metadata.php`,
    logIn: (start) => logIn(url, start),
    async stop() {
      await child.stop();
      folder.remove();
    },
  };
}

async function logIn(url: string, start: string) {
  const cookies = new Map<string, string>();
  const get = async (at: string, init: RequestInit = {}): Promise<Response> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const { pathname, search } = new URL(at);
    const response = await fetch(`${url}${pathname}${search}`, {
      ...init,
      redirect: 'manual',
      headers: { ...init.headers, cookie },
    });
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s);
      cookies.set(name, value);
    }
    const location = response.headers.get('location');
    return location === null ? response : get(new URL(location, at).href);
  };
  const page = await get(start);
  const body = new URLSearchParams({
    username: 'ada',
    password: 'adapass',
    AuthState: fieldIn(await page.text(), 'AuthState'),
  });
  const form = await get(`${url}/module.php/core/loginuserpass.php`, { method: 'POST', body });
  const html = await form.text();
  return { SAMLResponse: fieldIn(html, 'SAMLResponse'), RelayState: fieldIn(html, 'RelayState') };
}

function fieldIn(html: string, name: string): string {
  const [tag = ''] = new RegExp(`<input[^>]* name="${name}"[^>]*>`).exec(html) ?? [];
  const [, value] = / value="([^"]*)"/.exec(tag) ?? [];
  if (value === undefined)
    throw new Error(`The page of SimpleSAMLphp has no field ${name}: ${html}`);
  return value.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#43;', '+');
}

interface Files extends SimpleSamlPhpOptions {
  readonly origin: string;
  readonly folder: string;
}

const php = (name: string, value: object) => `<?php\n$${name} = ${phpOf(value)};\n`;

function filesOf({ keys, nextKeys, origin, folder }: Files): Record<string, string> {
  const config = {
    baseurlpath: `${origin}/`,
    certdir: 'cert/',
    loggingdir: `${folder}/log/`,
    datadir: `${folder}/data/`,
    tempdir: `${folder}/temp`,
    metadatadir: `${folder}/metadata/`,
    secretsalt: 'a salt of a test',
    'auth.adminpassword': 'an admin of a test',
    'enable.saml20-idp': true,
    'module.enable': { exampleauth: true, core: true, saml: true },
    'session.cookie.secure': false,
    'session.phpsession.savepath': `${folder}/sessions`,
    'store.type': 'phpsession',
    'metadata.sources': [{ type: 'flatfile' }],
    'logging.handler': 'file',
    proxy: null,
  };
  const hosted = {
    [`${origin}/idp`]: {
      host: '__DEFAULT__',
      privatekey: `${folder}/cert/idp.key`,
      certificate: `${folder}/cert/idp.crt`,
      ...(nextKeys && {
        new_privatekey: `${folder}/cert/next.key`,
        new_certificate: `${folder}/cert/next.crt`,
      }),
      auth: 'example-userpass',
      'signature.algorithm': 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
      'saml20.sign.assertion': true,
    },
  };
  const sources = {
    'example-userpass': {
      0: 'exampleauth:UserPass',
      'ada:adapass': { uid: ['ada'], mail: ['ada@example.com'], displayName: ['Ada Lovelace'] },
    },
  };
  return {
    'config/config.php': php('config', config),
    'config/authsources.php': php('config', sources),
    'metadata/saml20-idp-hosted.php': php('metadata', hosted),
    'cert/idp.key': keys.key,
    'cert/idp.crt': keys.cert,
    ...(nextKeys && { 'cert/next.key': nextKeys.key, 'cert/next.crt': nextKeys.cert }),
  };
}

function remoteOf(clients: readonly SimpleSamlPhpClient[]): object {
  const entries = clients.map(({ entityId, acsUrl, ...options }) => [
    entityId,
    {
      AssertionConsumerService: acsUrl,
      NameIDFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
      'simplesaml.nameidattribute': 'uid',
      'saml20.sign.response': options.signResponse ?? true,
      'saml20.sign.assertion': options.signAssertion ?? true,
      ...(options.encryptFor && {
        'assertion.encryption': true,
        certData: options.encryptFor.cert.replace(/-----[A-Z ]+-----|\s/g, ''),
      }),
    },
  ]);
  return Object.fromEntries(entries);
}

/** Writes a value in PHP. */
function phpOf(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return `'${value.replace(/[\\']/g, '\\$&')}'`;
  if (Array.isArray(value)) return `[${value.map(phpOf).join(', ')}]`;
  const entries = Object.entries(value as object);
  const written = entries.map(([name, item]) => {
    const key = /^\d+$/.test(name) ? name : phpOf(name);
    return `${key} => ${phpOf(item)}`;
  });
  return `[${written.join(', ')}]`;
}

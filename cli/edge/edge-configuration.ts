import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EDGE_CONFIGURATIONS } from '../project/paths';

/** The programs whose configurations stand in `docs/edge`. */
export type EdgeProgram = 'nginx' | 'caddy' | 'haproxy';

/** The addresses and files of an edge, in place of those in its documented configuration. */
export interface EdgeSettings {
  /** The port of 127.0.0.1 that it listens on. */
  readonly port: number;
  readonly token: string;
  /** An empty folder that it may write to. */
  readonly folder: string;
  /** The name that callers use, and the file with its certificate and key. Undefined: HTTP on localhost. */
  readonly own?: { readonly name: string; readonly pem: string } | undefined;
  readonly service: {
    readonly port: number;
    /** The name that the service has in requests. */
    readonly host: string;
    /** The name in its certificate, and the file of the authority. Undefined: HTTP. */
    readonly tls?: { readonly name: string; readonly ca: string } | undefined;
  };
}

/** A configuration, and how to run the program with it in the foreground. */
export interface EdgeConfiguration {
  readonly file: string;
  readonly text: string;
  readonly args: readonly string[];
}

const FILES: Readonly<Record<EdgeProgram, string>> = {
  nginx: 'nginx.conf',
  caddy: 'Caddyfile',
  haproxy: 'haproxy.cfg',
};

/**
 * Returns the documented configuration of a program with other addresses, for one machine.
 *
 * @throws Error if the document no longer has a line that differs here.
 */
export function edgeConfiguration(program: EdgeProgram, settings: EdgeSettings): EdgeConfiguration {
  const name = FILES[program];
  const documented = readFileSync(join(EDGE_CONFIGURATIONS, name), 'utf8');
  const { host } = settings.service;
  const text = PROGRAMS[program]
    .changes(settings)
    .reduce(replaceText, documented)
    .replaceAll('TOKEN', settings.token)
    .replaceAll('reports-1234.twil.io', host)
    .replaceAll('reports-1234\\.twil\\.io', host.replaceAll('.', '\\.'))
    .replaceAll('login.example.com', settings.own?.name ?? 'localhost');
  const file = join(settings.folder, name);
  return { file, text, args: PROGRAMS[program].args(file, settings) };
}

/** A text of the documented configuration and its replacement. */
type Change = readonly [text: string, replacement: string];

interface Program {
  changes(settings: EdgeSettings): readonly Change[];
  args(file: string, settings: EdgeSettings): readonly string[];
}

const NGINX_FOLDERS = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
const CA = '/etc/ssl/certs/ca-certificates.crt';
const LISTEN_NGINX = `listen 443 ssl;
    server_name login.example.com;
    ssl_certificate /etc/ssl/login.example.com.pem;
    ssl_certificate_key /etc/ssl/login.example.com.key;`;

const PROGRAMS: Readonly<Record<EdgeProgram, Program>> = {
  nginx: {
    changes: ({ port, folder, own, service }) => [
      [
        'http {\n',
        `http {\n  access_log off;\n${NGINX_FOLDERS.map((name) => `  ${name}_temp_path ${folder}/${name};\n`).join('')}`,
      ],
      ['server reports-1234.twil.io:443;', `server 127.0.0.1:${service.port};`],
      [
        LISTEN_NGINX,
        own === undefined
          ? `listen 127.0.0.1:${port};`
          : `listen 127.0.0.1:${port} ssl;\n    ssl_certificate ${own.pem};\n    ssl_certificate_key ${own.pem};`,
      ],
      [
        `proxy_ssl_trusted_certificate ${CA};`,
        service.tls === undefined ? '' : `proxy_ssl_trusted_certificate ${service.tls.ca};`,
      ],
      ['proxy_ssl_verify on;', service.tls === undefined ? '' : 'proxy_ssl_verify on;'],
      [
        'proxy_ssl_name reports-1234.twil.io;',
        `proxy_ssl_name ${service.tls?.name ?? 'localhost'};`,
      ],
      ['proxy_pass https://service;', `proxy_pass ${schemeOf(service)}://service;`],
    ],
    args: (file, { folder }) => [
      ...['-p', folder, '-e', 'stderr', '-c', file],
      ...['-g', `daemon off; master_process off; pid ${folder}/nginx.pid;`],
    ],
  },
  caddy: {
    changes: ({ port, folder, own, service }) => [
      [
        '{\n\tservers {',
        `{\n\tadmin off\n\tauto_https off\n\tstorage file_system ${folder}\n\tservers {`,
      ],
      [
        'login.example.com {\n',
        own === undefined
          ? `http://:${port} {\n\tbind 127.0.0.1\n`
          : `https://login.example.com:${port} {\n\tbind 127.0.0.1\n\ttls ${own.pem} ${own.pem}\n`,
      ],
      [
        'reverse_proxy https://reports-1234.twil.io {',
        `reverse_proxy ${schemeOf(service)}://127.0.0.1:${service.port} {`,
      ],
      [
        'dial_timeout 3s',
        service.tls === undefined
          ? 'dial_timeout 3s'
          : `tls_server_name ${service.tls.name}\n\ttls_trusted_ca_certs ${service.tls.ca}\n\tdial_timeout 3s`,
      ],
    ],
    args: (file) => ['run', '--config', file, '--adapter', 'caddyfile'],
  },
  haproxy: {
    changes: ({ port, own, service }) => [
      [
        'bind :443 ssl crt /etc/haproxy/login.example.com.pem',
        `bind 127.0.0.1:${port}${own === undefined ? '' : ` ssl crt ${own.pem}`}`,
      ],
      [
        `reports-1234.twil.io:443 ssl verify required ca-file ${CA} sni str(reports-1234.twil.io) verifyhost reports-1234.twil.io`,
        service.tls === undefined
          ? `127.0.0.1:${service.port}`
          : `127.0.0.1:${service.port} ssl verify required ca-file ${service.tls.ca} sni str(${service.tls.name}) verifyhost ${service.tls.name}`,
      ],
    ],
    args: (file) => ['-db', '-f', file],
  },
};

function schemeOf({ tls }: EdgeSettings['service']): string {
  return tls === undefined ? 'http' : 'https';
}

function replaceText(whole: string, [text, replacement]: Change): string {
  if (!whole.includes(text)) throw new Error(`The configuration in docs/edge has no "${text}".`);
  return whole.replaceAll(text, () => replacement);
}

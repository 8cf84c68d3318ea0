// Makes the DNS server of a test the only one of this process, and gives a name the address of this machine. See
// dns-server.ts and public-provider.ts.
const dns = require('node:dns');

const { DNS_SERVER, LOOPBACK_NAME } = process.env;
const { lookup } = dns;

if (DNS_SERVER) dns.setServers([DNS_SERVER]);
if (LOOPBACK_NAME) {
  dns.lookup = (name, ...rest) => lookup(name === LOOPBACK_NAME ? '127.0.0.1' : name, ...rest);
}

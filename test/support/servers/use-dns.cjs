// Makes the DNS server of a test the only one of this process. See dns-server.ts.
require('node:dns').setServers([process.env.DNS_SERVER]);

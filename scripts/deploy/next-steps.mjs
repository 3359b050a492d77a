// What somebody who has just made the settings still has to do, with their own names in it. Repeats no secret.
import { isPrivate } from './options.mjs';

/**
 * @param {import('./options.mjs').Wishes} wishes
 * @param {import('./env-file.mjs').Done} done
 */
export function nextSteps({ domain, turn, ip }, { kept, added, changed }) {
  const written = [...added, ...changed];
  return [
    written.length > 0 ? `.env: ${written.join(', ')} written.` : '.env: nothing had to change.',
    ...(kept.length > 0 ? [`Left as they were: ${kept.join(', ')}.`] : []),
    'Keep a copy of .env where your backups lie: without SECRET no personal link opens any more.',
    '',
    'Next:',
    `  1. Names: let ${domain} and ${turn} both lead to ${ip} (A records).`,
    `  2. Firewall, from outside to ${ip}: 80/tcp, 443/tcp, 443/udp, 7881/tcp, 7882/udp, 3478/udp. Nothing else.`,
    '  3. Start:  docker compose up -d --build --wait',
    `  4. Look:   https://${domain}/readyz answers {"ready":true}`,
    '  5. Coordinator:  docker compose run --rm -T --no-deps app1 node dist/server/backup/coordinator-cli.js --program NAME --mail ADDRESS',
    ...(isPrivate(ip) ? ['', privateAddress(ip)] : []),
    '',
    'docs/operations.md has everything else: upgrades, backups, what fails how.',
  ].join('\n');
}

/** @param {string} ip */
function privateAddress(ip) {
  return [
    `${ip} is an address of your own network: nobody outside it will have sound, and no public authority can give a certificate.`,
    'Put one from your own authority, for both names, into deploy/certificates as balint.crt (with its chain) and balint.key,',
    'and add the line TLS=given to .env.',
  ].join('\n');
}

// The options of `npm run go-live`: names and an address. Wrong ones are answered with a sentence.
import { isIPv4 } from 'node:net';
import { parseArgs } from 'node:util';

const USAGE = 'npm run go-live -- --domain balint.example.org --ip 203.0.113.7 [--turn turn.balint.example.org]';

/**
 * @typedef {object} Wishes
 * @property {string} domain where people open the pages
 * @property {string} turn the name under which TURN answers on port 443
 * @property {string} ip where browsers send sound and picture
 */

/** Throws the sentence. @param {readonly string[]} args @returns {Wishes} */
export function wishesIn(args) {
  const { domain, ip, turn } = read(args);
  if (!domain || !ip) throw new Error(`Say which name and which address: ${USAGE}`);
  if (!isName(domain))
    throw new Error(`--domain should be a name that people open, such as balint.example.org; it is "${domain}".`);
  const turnName = turn ?? `turn.${domain}`;
  if (!isName(turnName)) throw new Error(`--turn should be a name, such as turn.${domain}; it is "${turnName}".`);
  if (turnName === domain)
    throw new Error('--turn must be another name than --domain: on port 443 only the name tells them apart.');
  if (!isIPv4(ip) || /^(0|127|169\.254|22[4-9]|2[3-5]\d)\./.test(ip))
    throw new Error(`--ip should be the IPv4 address at which people reach this machine; it is "${ip}".`);
  return { domain, turn: turnName, ip };
}

/** Whether it is an address of a private network. @param {string} ip */
export function isPrivate(ip) {
  return /^(10|192\.168|172\.(1[6-9]|2\d|3[01])|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./.test(ip);
}

/** @param {readonly string[]} args */
function read(args) {
  const text = /** @type {const} */ ({ type: 'string' });
  try {
    return parseArgs({ args: [...args], options: { domain: text, ip: text, turn: text }, strict: true }).values;
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message.split('.')[0] : error}. ${USAGE}`);
  }
}

/** Lower case, with a dot, and no number at its end. @param {string} text */
function isName(text) {
  return text.length < 254 && /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/.test(text);
}

// Downloads the official release of the media server, and trusts it only if its SHA-256 is right.
import { createHash } from 'node:crypto';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { LIVEKIT_VERSION } from './livekit-version.mjs';
import { run } from './run.mjs';

const RELEASES = 'https://github.com/livekit/livekit/releases/download';

/** From the release's own checksums.txt, by Node's names for system and processor. There is no archive for macOS. */
const ARCHIVES = {
  'linux-x64': { name: 'linux_amd64.tar.gz', sha256: 'c020fac437b7cc9b776eef1ad5ea8af77be9acfa07602eca20a3a44930dfbc70' },
  'linux-arm64': { name: 'linux_arm64.tar.gz', sha256: '332015305518765fe05bad74fc3a9d9583e635e7dd130de3c4fc563d69c550f3' },
  'linux-arm': { name: 'linux_armv7.tar.gz', sha256: '6dceb15fec3b2b90a67615acff7f92a48a901408f31c74f3d290a7d4277f76bd' },
  'win32-x64': { name: 'windows_amd64.zip', sha256: '3ec7eaa76ef64063bf21f78364733703e0969612cb92ffd60661ed45fa4a8906' },
  'win32-arm64': { name: 'windows_arm64.zip', sha256: '9a0facddf31346f22854a1beaeaaa2c623c165078c54765115b249d771eb0b66' },
};

/** @typedef {{ name: string, sha256: string }} Archive */

/** @type {import('./livekit-cache.mjs').Maker} */
export function downloadArchive(asker, target) {
  const archive = /** @type {Record<string, Archive>} */ (ARCHIVES)[`${process.platform}-${process.arch}`];
  return unpackArchive(asker, target, archive, RELEASES);
}

/**
 * @param {import('./livekit.mjs').Asker} asker
 * @param {string} target where the program goes
 * @param {Archive | undefined} archive
 * @param {string} releases the address below which each version has a folder
 * @returns {Promise<string | null>} why not, or null
 */
export async function unpackArchive({ say }, target, archive, releases) {
  if (!archive) return `there is no release archive for ${process.platform} on ${process.arch}`;
  const address = `${releases}/v${LIVEKIT_VERSION}/livekit_${LIVEKIT_VERSION}_${archive.name}`;
  say('Downloading LiveKit (18 MB, usually a few seconds, once per user)…');
  const bytes = await download(address);
  if (typeof bytes === 'string') return bytes;
  const sum = createHash('sha256').update(bytes).digest('hex');
  if (sum !== archive.sha256) {
    say(`${address} has the SHA-256 ${sum}, not ${archive.sha256}; it is not used.`);
    return 'the downloaded archive is not the official one';
  }
  const folder = await mkdtemp(join(dirname(target), 'unpack-'));
  try {
    await writeFile(join(folder, archive.name), bytes);
    const { code, output } = await run('tar', ['-xf', archive.name], { cwd: folder, quiet: true });
    if (code !== 0) return `unpacking the archive failed (${output.trim()})`;
    await rename(join(folder, archive.name.endsWith('.zip') ? 'livekit-server.exe' : 'livekit-server'), target);
    return null;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The bytes, or a sentence. @param {string} address */
async function download(address) {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(300_000) });
    if (!response.ok) return `the download answered ${response.status}`;
    return Buffer.from(await response.arrayBuffer());
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return `the download failed (${cause instanceof Error ? cause.message || cause.name : cause})`;
  }
}

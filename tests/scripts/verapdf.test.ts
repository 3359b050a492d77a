// veraPDF is brought once and held to the sums that we have noted; where it cannot be had, that is said.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { provideVeraPdf } from '../../scripts/suites/verapdf.mjs';
import { fakeProgram, tempFolder } from './support/fake-programs.ts';

let folder: string;
const said: string[] = [];
const say = (line: string) => void said.push(line);
const brings = (text: string) => `${createHash('sha256').update(text).digest('hex')}  one.jar\n`;
const ways = ['JAVA', 'MAVEN', 'VERAPDF'];

beforeEach(() => {
  said.length = 0;
  folder = tempFolder();
  vi.stubEnv('PATH', `${folder}:/usr/bin-of-nobody`);
  vi.stubEnv('XDG_CACHE_HOME', join(folder, 'cache'));
  for (const name of ways) vi.stubEnv(name, undefined);
  vi.spyOn(process, 'getuid').mockReturnValue(1000);
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/** A JDK, and a Maven that writes down each call and brings one archive. */
function jdkAndMaven(archive: string, code = 0) {
  for (const name of ['java', 'javac']) fakeProgram(join(folder, name), '');
  const copy = `for one in "$@"; do case "$one" in -DoutputDirectory=*) out="\${one#*=}"; esac; done; /bin/mkdir -p "$out"`;
  fakeProgram(join(folder, 'mvn'), `echo x >> ${folder}/asked; ${copy}; printf %s '${archive}' > "$out/one.jar"; exit ${code}`);
  return () => (existsSync(join(folder, 'asked')) ? readFileSync(join(folder, 'asked'), 'utf8').split('\n').length - 1 : 0);
}

const kept = () => readdirSync(join(folder, 'cache/balint-room'));

test('it is fetched once, and from then on taken from the cache, unless somebody has changed it there', async () => {
  const asked = jdkAndMaven('the archive');
  await provideVeraPdf(say, brings('the archive'));
  await provideVeraPdf(say, brings('the archive'));
  expect([asked(), kept().length, process.env.JAVA]).toEqual([1, 1, join(folder, 'java')]);
  const archive = join(process.env.VERAPDF ?? '', 'one.jar');
  writeFileSync(archive, 'another');
  await provideVeraPdf(say, brings('the archive'));
  expect([asked(), readFileSync(archive, 'utf8')]).toEqual([2, 'the archive']);
});

test('an archive that is not the one we noted is neither run nor kept', async () => {
  jdkAndMaven('something else');
  await expect(provideVeraPdf(say, brings('the archive'))).rejects.toThrow('Nothing of it was run');
  expect([process.env.VERAPDF, kept()]).toEqual([undefined, []]);
});

test('without a connection or without Java the verdict is left out, and that is said', async () => {
  await provideVeraPdf(say, brings('the archive'));
  expect(said.join(' ')).toMatch(/Nothing is judged by veraPDF\..* default-jdk-headless/);
  jdkAndMaven('', 1);
  await provideVeraPdf(say, brings('the archive'));
  expect(said.at(-1)).toBe('veraPDF could not be fetched: nothing is judged by it.');
  expect([process.env.VERAPDF, kept()]).toEqual([undefined, []]);
});

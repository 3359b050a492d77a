// Makes the image without Docker: performs the Dockerfile's own steps, each stage in an empty folder that stands for its file system. What
// the base image provides, Node and a user without privileges, is this machine's.
import { execFile, execFileSync } from 'node:child_process';
import { cp, mkdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { checkout } from '../../scripts/setup/places.mjs';
import { dockerfileSteps } from './dockerfile.ts';

const run = promisify(execFile);

/** Only root can start a program as somebody else. */
export const user = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};

export interface Image {
  /** Stands for `/`. */
  readonly root: string;
  readonly workdir: string;
  readonly env: Readonly<Record<string, string>>;
  readonly command: readonly string[];
  readonly health: readonly string[];
  /** The user it runs as; null is root. */
  readonly user: string | null;
}

interface Stage extends Image {
  readonly name: string;
}

/** Answers with the last stage. Throws what a step printed if it fails. */
export async function makeImage(folder: string): Promise<Image> {
  const letThrough = await pathsLetThrough();
  const stages: Stage[] = [];
  let stage: Stage | null = null;
  for (const { word, rest } of dockerfileSteps()) {
    if (word === 'FROM') {
      const [, , name = 'image'] = rest.split(/\s+/);
      stage = { name, root: join(folder, name), workdir: '/', env: {}, command: [], health: [], user: null };
      stages.push(stage);
      await mkdir(stage.root);
      continue;
    }
    if (!stage) throw new Error(`${word} comes before FROM`);
    const change = await perform(stage, word, rest, stages, letThrough);
    stage = { ...stage, ...change };
    stages[stages.length - 1] = stage;
  }
  if (!stage) throw new Error('the Dockerfile has no stage');
  return stage;
}

async function perform(
  stage: Stage,
  word: string,
  rest: string,
  stages: readonly Stage[],
  letThrough: ReadonlySet<string>,
): Promise<Partial<Stage>> {
  const here = join(stage.root, stage.workdir);
  switch (word) {
    case 'WORKDIR':
      await mkdir(join(stage.root, rest), { recursive: true });
      return { workdir: rest };
    case 'ENV':
      return { env: { ...stage.env, ...Object.fromEntries(rest.split(/\s+/).map((pair) => pair.split(/=(.*)/s).slice(0, 2))) } };
    case 'COPY':
      await copy(rest.split(/\s+/), here, stages, letThrough);
      return {};
    case 'RUN':
      await run('sh', ['-c', inStage(rest, stage.root)], { cwd: here, env: { ...ours(), ...stage.env, ...strict(rest) } });
      return {};
    case 'USER':
      return { user: rest };
    case 'CMD':
      return { command: JSON.parse(rest) as string[] };
    case 'HEALTHCHECK':
      return { health: JSON.parse(rest.slice(rest.indexOf('CMD ') + 4)) as string[] };
    case 'VOLUME':
    case 'EXPOSE':
      return {};
    default:
      throw new Error(`nothing is known of ${word}`);
  }
}

async function copy(
  words: readonly string[],
  here: string,
  stages: readonly Stage[],
  letThrough: ReadonlySet<string>,
): Promise<void> {
  const from = stages.find(({ name }) => words[0] === `--from=${name}`);
  const paths = from ? words.slice(1) : words;
  const target = paths.at(-1) ?? '';
  for (const path of paths.slice(0, -1)) {
    if (!from && !letThrough.has(path)) throw new Error(`.dockerignore does not let ${path} through`);
    const source = join(from?.root ?? checkout, path);
    await cp(source, join(here, target === './' ? basename(path) : target), { recursive: true, verbatimSymlinks: true });
  }
}

/** What .dockerignore lets through. */
async function pathsLetThrough(): Promise<ReadonlySet<string>> {
  const lines = (await readFile(join(checkout, '.dockerignore'), 'utf8')).split('\n');
  return new Set(lines.filter((line) => line.startsWith('!')).map((line) => line.slice(1)));
}

/** Absolute paths are in the stage's folder, and the base image's user is the one we have. */
function inStage(command: string, root: string): string {
  const { uid = process.getuid?.(), gid = process.getgid?.() } = user;
  return command.replaceAll(/(?<=\s)\/(?=\w)/g, `${root}/`).replaceAll('node:node', `${uid}:${gid}`);
}

/** Without anything that a test run has set. */
function ours(): NodeJS.ProcessEnv {
  const kept = /^(PATH|HOME|XDG_CACHE_HOME|.*_proxy|.*_PROXY|.*_CERTS|.*_CERT_FILE)$/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => kept.test(name)));
}

/** A production package that does not support this Node is an error. */
function strict(command: string): NodeJS.ProcessEnv {
  return command.includes('--omit=dev') ? { npm_config_engine_strict: 'true' } : {};
}

function idOf(flag: string): number {
  return Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
}

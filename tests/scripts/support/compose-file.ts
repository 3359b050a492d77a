// docker-compose.yml as Docker Compose reads it: anchors merged, and the parts that tests ask about.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { checkout } from '../../../scripts/setup/places.mjs';

export interface Service {
  readonly image?: string;
  readonly build?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly networks: readonly string[] | Readonly<Record<string, { aliases?: string[] } | null>>;
  readonly volumes?: readonly string[];
  readonly tmpfs?: readonly string[];
  readonly depends_on?: Readonly<Record<string, { condition: string }>>;
  readonly entrypoint?: readonly string[];
  readonly command?: readonly string[];
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly read_only?: boolean;
  readonly restart?: string;
  readonly cap_drop?: readonly string[];
  readonly cap_add?: readonly string[];
  readonly security_opt?: readonly string[];
}

export interface ComposeFile {
  readonly services: Readonly<Record<string, Service>>;
  readonly networks: Readonly<Record<string, { internal?: boolean }>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

export const composeText = readFileSync(join(checkout, 'docker-compose.yml'), 'utf8');

export function composeFile(): ComposeFile {
  return parse(composeText, { merge: true }) as ComposeFile;
}

export function networksOf({ networks }: Service): string[] {
  return Array.isArray(networks) ? [...networks] : Object.keys(networks);
}

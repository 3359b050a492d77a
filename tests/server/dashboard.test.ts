// The dashboard, the alerts and the page on metrics name only metrics that a server really has, and leave none out.
import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { PrometheusMeters } from '../../server/metrics/prometheus-meters.ts';
import type { Gauge } from '../../server/ports/meters.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const places = ['deploy/grafana-dashboard.json', 'deploy/prometheus-alerts.yaml', 'docs/metrics.md'];
/** Complete, or the compiler complains. */
const everyGauge: Readonly<Record<Gauge, true>> = {
  openSockets: true,
  openMediaConnections: true,
  roomsKnown: true,
  roomsLookedAfter: true,
  oldestLookSeconds: true,
};

/** Every name in the registry, with the three that each histogram has, and their labels. */
let counted: ReadonlyMap<string, readonly string[]>;

beforeAll(async () => {
  const meters = new PrometheusMeters();
  for (const gauge of Object.keys(everyGauge) as Gauge[]) meters.watch(gauge, () => 0);
  meters.commandAnswered('door', { refused: 'door-closed' }, 0.1);
  meters.appended('appended', 0.1);
  meters.told('here', 0.1);
  meters.mediaJoined('joined', 0.1);
  meters.watchPart('media', async () => true);
  const names = new Map<string, readonly string[]>();
  for (const line of (await meters.text()).split('\n')) {
    const [, name, labels = ''] = /^([a-z_0-9]+)(?:\{(.*)\})? /.exec(line) ?? [];
    if (name)
      names.set(name, [
        ...new Set([...(names.get(name) ?? []), ...[...labels.matchAll(/(\w+)=/g)].map(([, label = '']) => label)]),
      ]);
  }
  counted = names;
});

const named = (text: string) => [...new Set(text.match(/\b(balint|process|nodejs)_[a-z0-9_]+\b/g) ?? [])];

test.each(places)('%s names only what exists', (place) => {
  const names = named(read(place)).filter((name) => !counted.has(name) && !counted.has(`${name}_bucket`));
  expect(named(read(place)).length).toBeGreaterThan(5);
  expect(names).toEqual([]);
});

test.each(['deploy/grafana-dashboard.json', 'docs/metrics.md'])('%s leaves out none of our metrics', (place) => {
  const base = (name: string) => name.replace(/_(bucket|sum|count)$/, '');
  const shown = new Set(named(read(place)).map(base));
  const ours = [...new Set([...counted.keys()].filter((name) => name.startsWith('balint_')).map(base))];
  expect(ours.length).toBeGreaterThan(10);
  expect(ours.filter((name) => !shown.has(name))).toEqual([]);
});

interface Panel {
  readonly title: string;
  readonly gridPos: { readonly x: number; readonly w: number };
  readonly targets?: readonly { readonly expr: string; readonly legendFormat: string }[];
}

test('every panel queries labels that exist, fits its row and says what it shows', () => {
  const { panels } = JSON.parse(read('deploy/grafana-dashboard.json')) as { panels: readonly Panel[] };
  const asked = panels.flatMap(({ targets = [] }) => targets);
  expect(asked.length).toBeGreaterThan(15);
  for (const { expr, legendFormat } of asked) {
    const known = new Set(named(expr).flatMap((name) => [...(counted.get(name) ?? []), 'job', 'instance']));
    const used = [...expr.matchAll(/(\w+)=~?"/g), ...legendFormat.matchAll(/\{\{(\w+)\}\}/g)].map(([, label = '']) => label);
    const grouped = [...expr.matchAll(/by \(([^)]*)\)/g)].flatMap(([, labels = '']) =>
      labels.split(',').map((label) => label.trim()),
    );
    for (const label of [...used, ...grouped]) expect(known, `${label} in ${expr}`).toContain(label);
  }
  for (const { gridPos } of panels) expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
});

test('a metric that does not exist would be found', () => {
  expect(named('rate(balint_chairs_total[5m])').filter((name) => !counted.has(name))).toEqual(['balint_chairs_total']);
});

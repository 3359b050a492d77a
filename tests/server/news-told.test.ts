// Whoever writes what webhooks tell of tells it in the same transaction: every file of the server that does the one does the other.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const written = /(?:insertInto|updateTable)\('(?:attendance|certificates)'\)/;
const server = new URL('../../server/', import.meta.url);

test('no file writes minutes or certificates without telling', () => {
  const files = readdirSync(server, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const writing = files.filter((name) => written.test(readFileSync(new URL(name, server), 'utf8')));
  expect(writing.length).toBeGreaterThan(3);
  expect(writing.filter((name) => !readFileSync(new URL(name, server), 'utf8').includes('await tellNews('))).toEqual([]);
});

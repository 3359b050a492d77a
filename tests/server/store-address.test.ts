// The addresses of the stores are judged as their drivers read them: what we take for host and password is what they take.
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { isRecordsAddress, recordsPlace } from '../../server/process/store-address.ts';

/** The driver's own reader, which only the driver depends on. */
const readersOf = (name: string) => createRequire(createRequire(import.meta.url).resolve(name));
const { parse } = readersOf('pg')('pg-connection-string') as {
  parse: (address: string) => { host: string; port: string; password: string };
};

test.each([
  'postgresql://balint:hush%40%2F%25@records:5433/balint',
  'postgresql://balint:p@ss@records/balint',
  'postgresql://balint@[::1]:5433/balint',
  'postgresql://records/balint?sslmode=verify-full&application_name=room',
  'postgresql:///balint?host=/run/postgresql',
  'postgresql:///balint?port=5433&host=/run/postgresql',
  'postgresql://balint:hush@/balint?host=/run/postgresql',
  'postgresql://balint:hush@localhost:5433/balint?host=/run/postgresql',
  'postgresql://balint:hush@%2Frun%2Fpostgresql/balint',
])('%s', (address) => {
  expect(isRecordsAddress(address)).toBe(true);
  const { host, port, password } = parse(address);
  const ours = recordsPlace(address);
  expect({ ...ours, host: ours?.host.replace(/^\[|\]$/g, '') }).toEqual({ host, port: port || '5432', password });
});

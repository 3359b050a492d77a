// The character NUL, which no record can hold: PostgreSQL answers it with an error, as if it were out of order itself. In an address it is like any
// other letter that nothing has in its name; in a body, nobody writes it.
import type { FastifyInstance } from 'fastify';
import { HttpRefusal } from './errors.ts';

type Fields = Record<string, unknown>;

export function noNul(app: FastifyInstance): void {
  app.addHook('preValidation', async ({ params, query, body }) => {
    for (const fields of [params, query] as Fields[])
      for (const [name, value] of Object.entries(fields ?? {})) if (holdsNul(value)) fields[name] = withoutNul(value);
    if (holdsNul(body)) throw new HttpRefusal('malformed');
  });
}

function withoutNul(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNul);
  return String(value).replaceAll('\0', '\uFFFD');
}

/** Not by calling itself: a body may be thousands deep. */
function holdsNul(whole: unknown): boolean {
  const left = [whole];
  while (left.length > 0) {
    const one = left.pop();
    if (typeof one === 'string' && one.includes('\0')) return true;
    if (typeof one === 'object' && one !== null) for (const [name, inside] of Object.entries(one)) left.push(name, inside);
  }
  return false;
}

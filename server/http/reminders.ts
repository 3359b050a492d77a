// Reminders by the address that stands in each of them: a page for people, and one press for mail programs (RFC 8058), which bring neither a cookie nor
// an origin. Looking at it changes nothing.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { parseReminders } from '../../shared/protocol/program/me.ts';
import { sendClosedDoor } from './door-page.ts';
import { HttpRefusal } from './errors.ts';
import type { HttpPorts } from './http-ports.ts';
import { sendRemindersPage } from './reminders-page.ts';

interface RemindersRoute {
  Params: { '*': string };
}

const perMinute = 60;
const minuteMs = 60_000;
/** What a mail program sends; the body of a form is a line. */
const longest = 4_096;
const forms = ['application/x-www-form-urlencoded', 'multipart/form-data'];

export async function remindersRoutes(
  app: FastifyInstance,
  { reminders }: Pick<HttpPorts, 'reminders'>,
  { callerOf }: { readonly callerOf: (request: FastifyRequest['raw']) => string },
): Promise<void> {
  const sealedIn = (request: FastifyRequest) => (request as FastifyRequest<RemindersRoute>).params['*'];
  /** A mail provider presses for many from one address: counted for each reader; whoever only guesses, for where they are. */
  const keyGenerator = (request: FastifyRequest) =>
    reminders.isGenuine(sealedIn(request)) ? `reminders ${sealedIn(request)}` : callerOf(request.raw);
  const config = { rateLimit: { max: perMinute, timeWindow: minuteMs, keyGenerator } };

  await app.register(async (own) => {
    own.addContentTypeParser(forms, { parseAs: 'string', bodyLimit: longest }, (_request, body, done) => {
      done(null, { isOneClick: isOneClick(body as string) });
    });

    own.get<RemindersRoute>('/reminders/*', { config }, async (request, reply) => {
      const seen = await reminders.read(sealedIn(request));
      return seen === null ? sendClosedDoor(reply, 'no-reminders') : sendRemindersPage(reply, seen);
    });

    own.post<RemindersRoute>('/reminders/*', { config: { ...config, fromAnotherServer: true } }, async (request, reply) => {
      const wish = wishIn(request.body);
      if (wish === null) throw new HttpRefusal('malformed');
      if (!(await reminders.choose(sealedIn(request), wish.reminders))) throw new HttpRefusal('not-found');
      return reply.code(204).header('cache-control', 'no-store').send();
    });
  });
}

function wishIn(body: unknown): ReturnType<typeof parseReminders> {
  if (typeof body === 'object' && body !== null && 'isOneClick' in body)
    return body.isOneClick === true ? { reminders: 'none' } : null;
  return parseReminders(body);
}

/** `List-Unsubscribe=One-Click`, in either form. */
function isOneClick(body: string): boolean {
  if (new URLSearchParams(body).get('List-Unsubscribe') === 'One-Click') return true;
  return /content-disposition:\s*form-data;\s*name="?List-Unsubscribe"?[^\n]*\r?\n\r?\nOne-Click\s*\r?\n--/i.test(body);
}

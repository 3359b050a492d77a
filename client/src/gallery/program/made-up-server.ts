// Answers the API of the pages around the room in place of a server. What is changed is answered kindly, and forgotten.

import type { ProviderRow } from '../../../../shared/protocol/program/identity.ts';
import { formFaults } from '../../../../shared/ritual/form-faults.ts';
import * as after from './made-up-after.ts';
import * as made from './made-up-answers.ts';
import { checkedCertificate, madeCertificates, ownCertificates, previewedCertificates } from './made-up-certificates.ts';
import { madeUpConvenors, madeUpDates, madeUpGroup } from './made-up-groups.ts';
import * as keeping from './made-up-kept.ts';
import { madeUpLog } from './made-up-log.ts';
import { madeUpMinutes, madeUpOwnMinutes } from './made-up-minutes.ts';
import { idOf, madeUpPeople } from './made-up-people.ts';
import { importPreview, seriesPreview } from './made-up-previews.ts';
import { madeUpDocument, madeUpKeys, madeUpYear } from './made-up-systems.ts';
import { madeUpDeliveries, madeUpWebhooks } from './made-up-webhooks.ts';

type Has = (circumstance: string) => boolean;
type Answer = readonly [number, unknown?];

const notFound: Answer = [404, { error: 'not-found' }];
const day = 86_400_000;

/** Where somebody else is always quicker. */
let savedByOthers = 0;

export function standInForServer(has: Has): void {
  const network = window.fetch.bind(window);
  window.fetch = async (input, init = {}) => {
    const { pathname } = new URL(String(input), location.href);
    if (!pathname.startsWith('/api/')) return network(input, init);
    const [status, body] = answer(init.method ?? 'GET', pathname, init.body, has);
    const text = body === undefined ? null : JSON.stringify(body);
    return new Response(text, { status, headers: { date: new Date().toUTCString() } });
  };
}

function answer(method: string, path: string, body: unknown, has: Has): Answer {
  if (has('offline')) return [503, {}];
  if (path === '/api/certificate') return [200, checkedCertificate()];
  if (has('signedOut')) return path === '/api/home' ? [200, { seats: [], isSignedIn: false }] : [401, { error: 'not-signed-in' }];
  if (has('gone')) return notFound;
  if (method === 'GET') return newerNow(looked(path, has));
  if (has('stale') && /^\/api\/(groups|meetings)\//.test(path) && !path.includes('preview')) {
    savedByOthers += 1;
    return [409, { error: 'stale' }];
  }
  if (path.endsWith('/certificates/preview')) return [200, previewedCertificates(JSON.parse(String(body)))];
  if (path.endsWith('/preview')) {
    const said = JSON.parse(String(body)) as { series?: never };
    return [200, seriesPreview(said.series ?? (said as never), has)];
  }
  if (path.endsWith('/webhooks')) return [201, { id: idOf(8109), secret: `whsec_${'x3Fz9q'.repeat(7)}a=` }];
  if (path.endsWith('/api-keys')) return [201, { id: idOf(8009), key: `brk_${'x3Fz9q'.repeat(7)}a` }];
  if (path.endsWith('/form')) {
    const faults = formFaults((JSON.parse(String(body)) as { form: unknown }).form);
    return faults.length > 0 ? [422, { error: 'faults', faults }] : [204];
  }
  if (path.endsWith('/imports')) return [200, importPreview(has)];
  if (path === '/api/me/addresses/look') return [200, { address: 'ann@clinic.example.net' }];
  if (path === '/api/enter/look')
    return has('spent') ? [410, { error: 'link-spent' }] : [200, { address: 'ann.adler@hospital.example.org', to: '/home' }];
  if (path === '/api/groups' || path.endsWith('/groups'))
    return has('faults')
      ? [
          422,
          {
            error: 'faults',
            faults: [
              { path: 'name', code: 'taken' },
              { path: 'seats.2.address', code: 'address-twice' },
            ],
          },
        ]
      : [201, { id: idOf(100) }];
  return [204];
}

function newerNow([status, body]: Answer): Answer {
  const { version } = (body ?? {}) as { readonly version?: number | string };
  if (version === undefined || savedByOthers === 0) return [status, body];
  const newer = typeof version === 'number' ? version + savedByOthers : `${savedByOthers}${version.slice(1)}`;
  return [status, { ...(body as object), version: newer }];
}

function looked(path: string, has: Has): Answer {
  const [, , kind = '', id = '', part = ''] = path.split('/');
  const whole: Readonly<Record<string, () => unknown>> = {
    '/api/home': () => made.home(has),
    '/api/me': () => made.me(has),
    '/api/me/attendance': () => madeUpOwnMinutes(has),
    '/api/me/log': () => madeUpLog(has),
    '/api/me/certificates': () => ownCertificates(has),
    '/api/me/sessions': () => ({ sessions: sessions() }),
    '/api/me/passkeys': () => ({ passkeys: has('empty') ? [] : passkeys() }),
    '/api/me/kept': () => keeping.kept(has),
    '/api/me/erasure': () => keeping.erasure(has),
    '/api/v1/openapi.json': madeUpDocument,
    '/api/outbox': () => ({ mails: outbox() }),
  };
  const found = whole[path];
  if (found) return [200, found()];
  if (kind === 'seats' && part === 'consents') return [200, { consents: id === idOf(5000) ? consents() : [] }];
  if (kind === 'seats' && part === 'after')
    return [200, id === idOf(5000) ? after.afterOfSeat(has) : after.afterOfSeat(() => false)];
  if (kind === 'seats' && part === 'rotation') return [200, after.rotation(has)];
  if (kind === 'seats' && part === 'kept') return [200, keeping.kept(has)];
  if (kind === 'seats' && part === 'erasure') return [200, keeping.erasure(has)];
  if (part === 'closing') return [200, { groups: kind === 'programs' ? 12 : 1, meetings: 9, people: 8 }];
  if (kind === 'seats' && part === 'links') return [200, { links: links() }];
  if (kind === 'groups') {
    const group = madeUpGroup(id, has);
    if (group === null) return notFound;
    if (part === '') return [200, group];
    if (part === 'attendance') return [200, madeUpMinutes(has)];
    if (part === 'certificates') return [200, madeCertificates(has)];
    if (part === 'mails') return [200, made.groupMails(has)];
    if (part === 'convenors') return [200, madeUpConvenors(has)];
    if (part === 'dates') return [200, madeUpDates(id, has)];
    if (part === 'survey' && path.endsWith('/results'))
      return has('empty') ? [409, { error: 'too-few-answers' }] : [200, after.results];
    const kept = { survey: after.survey, research: after.research, rotation: after.rotation }[part];
    if (kept) return [200, kept(has)];
    if (part === 'form') return [200, made.form(has)];
    return part === 'contract' ? [200, made.contract(has)] : notFound;
  }
  if (kind !== 'programs') return notFound;
  if (part === 'imports' && path.split('/').length > 5) return [200, importPreview(has)];
  const waiting = { id: idOf(4000), madeAt: Date.now() - day / 24, expiresAt: Date.now() + day, count: 140, faults: 2 };
  const parts: Readonly<Record<string, () => unknown>> = {
    imports: () => ({ imports: has('empty') ? [] : [waiting] }),
    '': () => made.program(has),
    people: () => made.people(has),
    mails: () => made.mails(has),
    pairs: () => ({ warnings: [{ oneId: idOf(1002), otherId: idOf(1005), kind: null, noteId: null }] }),
    year: () => madeUpYear(has),
    'api-keys': () => madeUpKeys(has),
    webhooks: () => (path.endsWith('/deliveries') ? madeUpDeliveries(has) : madeUpWebhooks()),
    acts: () => (has('empty') ? { acts: [] } : made.acts()),
    'identity-providers': () => ({ providers: has('empty') ? [] : providers() }),
  };
  const of = parts[part];
  return of ? [200, of()] : notFound;
}

function sessions() {
  return [
    { id: '1', how: 'mail', device: 'Firefox, Linux', since: Date.now() - 3 * day, usedAt: Date.now(), isThisOne: true },
    { id: '2', how: 'passkey', device: 'Safari, iPhone', since: Date.now() - 40 * day, usedAt: Date.now() - day, isThisOne: false },
    {
      id: '3',
      how: 'oidc',
      device: 'Edge, Windows',
      since: Date.now() - 90 * day,
      usedAt: Date.now() - 60 * day,
      isThisOne: false,
    },
  ];
}

function passkeys() {
  return [{ id: 'a', name: 'My phone', since: Date.now() - 40 * day, usedAt: Date.now() - day }];
}

function providers(): readonly ProviderRow[] {
  return [
    {
      id: idOf(3000),
      kind: 'oidc',
      name: 'St. Olav Hospital',
      issuer: 'https://login.hospital.example.org/realms/staff',
      domains: ['hospital.example.org'],
      isRequired: false,
      triedAt: Date.now() - day,
      since: Date.now() - 3 * day,
      answersTo: 'https://room.example.org/sso/000000000000000bb8/back',
      metadata: null,
      metadataFrom: null,
      domainRecord: 'balint-room=9f86d081884c7d65',
    },
    {
      id: idOf(3001),
      kind: 'saml',
      name: 'University of Bergen',
      issuer: 'https://idp.university.example.org/shibboleth',
      domains: ['university.example.org', 'students.university.example.org'],
      isRequired: true,
      triedAt: null,
      since: Date.now() - day,
      answersTo: 'https://room.example.org/sso/000000000000000bb9/back',
      metadata: 'https://room.example.org/sso/000000000000000bb9/metadata',
      metadataFrom: {
        url: 'https://idp.university.example.org/metadata.xml',
        readAt: Date.now() - 3 * day,
        askedAt: Date.now() - day / 24,
        trouble: 'unreachable',
      },
      domainRecord: 'balint-room=9f86d081884c7d65',
    },
  ];
}

function consents() {
  const startsAt = Date.now() + 2 * day;
  return [{ meetingId: idOf(9000), observerId: idOf(1), observerName: 'Ruth Silva', startsAt, mine: null, isGiven: false }];
}

function links() {
  return madeUpPeople.slice(0, 8).map(({ name, shortName }, n) => ({
    ref: idOf(5000 + n),
    name,
    role: n === 0 ? 'leader' : n === 1 ? 'coLeader' : 'member',
    isGuest: n === 7,
    url: `https://room.example.org/in/${shortName.toLowerCase()}-f3k9-2mx7-q8wd-77a1-${n}`,
  }));
}

function outbox() {
  return [
    {
      id: '1',
      kind: 'invitation',
      to: 'ben@example.org',
      subject: 'Tuesday group: ten dates',
      text: 'Dear Ben,\n\nthe Tuesday group meets ten times, first on Tuesday, 16 February 2027, 19:00.\n\nYour dates:\nhttps://room.example.org/home',
      madeAt: Date.now(),
    },
  ];
}

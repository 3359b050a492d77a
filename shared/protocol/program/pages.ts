// The addresses of the pages around the room: the server answers each of them with the same page, whoever asks and whatever exists there.

/** In the form that a router reads; every id is looked up only when the page asks for it. */
export const programPages = [
  '/',
  '/enter',
  '/home',
  '/me',
  '/me/attendance',
  '/me/devices',
  '/me/kept',
  '/me/certificates',
  '/me/log',
  '/certificate',
  '/new',
  '/outbox',
  '/program/:p',
  '/program/:p/new',
  '/program/:p/people',
  '/program/:p/import',
  '/program/:p/mail',
  '/program/:p/sign-in',
  '/program/:p/acts',
  '/program/:p/year',
  '/program/:p/systems',
  '/program/:p/systems/:w',
  '/docs',
  '/group/:g',
  '/group/:g/series/new',
  '/group/:g/dates',
  '/group/:g/form',
  '/group/:g/contract',
  '/group/:g/attendance',
  '/group/:g/certificates',
  '/group/:g/mail',
  '/group/:g/links',
  '/group/:g/feedback',
  '/group/:g/rotation',
] as const;

export type ProgramPage = (typeof programPages)[number];

const shapes = programPages.map((page) => new RegExp(`^${page.replace(/:\w+/g, '[A-Za-z0-9_-]{1,40}')}$`));

export function isProgramPage(pathname: string): boolean {
  return shapes.some((shape) => shape.test(pathname));
}

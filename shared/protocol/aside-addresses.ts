// The addresses of the pages that ask the server for nothing: practising alone, and help to read or print. Whoever comes, the answer is one file.

export const practiseAddress = '/practise';
/** Behind the `#`: practising as a presenter. */
export const asPresenter = 'presenter';

export const readers = ['member', 'presenter', 'leader'] as const;
export type Reader = (typeof readers)[number];

export function helpAddress(reader: Reader): string {
  return `/help/${reader}`;
}

export const asideAddresses: readonly string[] = [practiseAddress, ...readers.map(helpAddress)];

// The leaders' page of personal links and guests.
import { guestNotNamed, roleNames } from '../../../../shared/words/en.ts';

export const links = {
  heading: 'Personal links',
  explain: 'Each link opens one person’s seat. Send each link only to that person.',
  name: 'Name',
  part: 'Role',
  link: 'Link',
  roles: roleNames,
  copy: 'Copy',
  copied: 'Copied',
  notCopied: 'This browser does not let a page copy. Select the link and copy it by hand.',
  copyFor: (name: string) => `Copy the link for ${name}`,
  copiedFor: (name: string) => `The link for ${name} is copied.`,
  renew: 'Replace',
  renewFor: (name: string) => `Replace the link for ${name}`,
  renewAsk: (name: string) => ({
    ask: `Replace the link for ${name}?`,
    explain: 'The old link and every device that used it stop working at once.',
    yes: 'Replace',
  }),
  renewed: (name: string) => `${name} has a new link. The old one no longer works.`,
  renewFailed: 'The link could not be replaced just now. Please try again.',
  none: 'Nobody is on the roster yet.',
  guest: 'guest of this meeting',
  back: 'Back to the room',
  /** In a tab that cannot close itself. */
  inOtherTab: 'The room is in the tab that you came from. You can close this one.',
  openHere: 'Open the room here',
};

export const guest = {
  label: 'Invite a guest to this meeting',
  placeholder: 'Name in the circle',
  act: 'Create link',
  named: (name: string) => `${name} has a seat for this meeting. The new link is in the list.`,
  notNamed: {
    malformed: 'This cannot be shown as a name. Please write it with letters, on one line.',
    ...guestNotNamed,
    failed: 'The guest could not be invited just now. Please try again.',
  },
};

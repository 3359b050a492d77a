// The addresses of one's own account.

export const addresses = {
  heading: 'E-mail addresses',
  none: 'You came by a link from the terminal; no address is known of you.',
  hint: 'You sign in with any of them. Nobody else can change them.',
  isFirst: 'Mails go here.',
  makeFirst: 'Send mails here',
  makeFirstFor: (address: string) => `Send mails to ${address}`,
  madeFirst: (address: string) => `Mails go to ${address} from now on, from all your groups.`,
  remove: 'Remove',
  removeFor: (address: string) => `Remove ${address}`,
  removeSure: (address: string) => ({
    ask: `Remove ${address}?`,
    explain:
      'It no longer signs you in. Where a group or program knows you by it, your first address takes its place. You can add it again later.',
    yes: 'Remove it',
  }),
  removed: (address: string) => `${address} is removed.`,
  add: 'Add an address',
  stopped: 'Mails come back from this address. Nothing more is sent there, sign-in links included.',
  isRight: 'It is right',
  isRightFor: (address: string) => `${address} is right`,
  writtenTo: (address: string) => `Mails go to ${address} again.`,
  addHint: 'A link goes there. Open it in this browser, where you are signed in, and press its button: the address is yours then.',
  addAct: 'Send the link',
  sent: (address: string) => `If ${address} can be added, a link is on its way. It works once, for 15 minutes.`,
  proveAsk: (address: string) => `Add ${address} to your account?`,
  prove: 'Add this address',
  added: (address: string) => `${address} is yours. You can sign in with it.`,
  spent: 'This link has done its work, is too old, or was asked for by another account. You can ask for a new one below.',
};

// Who can be heard and who cannot, the own devices in the room, and browsers in which nobody can be heard at all.
export const sound = {
  /** In few letters, upon a face. */
  marks: {
    missing: 'no microphone',
    muted: 'silenced by device',
    off: 'microphone off',
    poor: 'poor connection',
    away: 'no sound',
  },
  /** For screen readers, after the sentence about the chair. */
  said: {
    missing: 'Cannot be heard: no microphone.',
    muted: 'Cannot be heard: their device has silenced the microphone.',
    off: 'Microphone off.',
    poor: 'Poor connection.',
    away: 'Cannot be heard: no sound connection.',
  },
  unknown: (name: string) => `${name}’s chair. You have no connection; nothing is known of ${name} now.`,
  sealUnknown: 'not known while you have no connection',

  mutedByDevice: 'Your device has silenced your microphone: nobody can hear you.',
  cameraMuted: 'Your device has darkened your camera: try to turn it on',
  microphoneMuted: 'Your device has silenced your microphone: try to turn it on',
  noMicrophone: {
    none: 'Nobody can hear you: this browser has no microphone.',
    missing: 'Nobody can hear you: no microphone is found.',
    denied: 'Nobody can hear you: this browser may not use the microphone.',
    busy: 'Nobody can hear you: another program is using the microphone.',
  },
  tryAgain: 'Try again',
  howToAllow: 'How to allow it',
  allow:
    'Click the microphone or lock icon in the address bar and allow the microphone. On a phone, also allow it for this browser in the phone’s settings. Your sound then comes by itself, or with “Try again”.',
  maySpeak: 'You can speak again.',
  mayBeSeen: 'You can be seen again.',
  talksUnheard: 'You are talking, but your microphone is off.',
  poor: 'Your connection is poor: the others may not hear you well.',
  picturesHeld: 'Voices were breaking up, so they come first: pictures return when there is room.',
  nowOn: {
    microphone: (name: string) => `Your microphone is now “${name}”.`,
    camera: (name: string) => `Your camera is now “${name}”.`,
    speaker: (name: string) => `Your speaker is now “${name}”.`,
  },
  speakerGone: 'Your speaker is gone: you now hear the room on this device.',

  unheard: {
    missing: (name: string) => `${name} has no microphone: how to help`,
    muted: (name: string) => `${name}’s device has silenced the microphone: how to help`,
  },
  unheardSeveral: (count: number) => `${count} people cannot be heard: how to help`,
  help: {
    missing:
      'The browser found no microphone there, or may not use it. Ask for a click on the microphone or lock icon in the address bar, to allow the microphone and then “Try again”. A headset may need to be plugged in. A nod or a message from phone to phone shows whether you are understood.',
    muted:
      'A phone call, a button on the headset or the system holds the microphone silent there. It comes back when the call is over, with the headset’s button, or with “Turn on your microphone” on that screen.',
  },

  devices: 'Microphone, camera and speaker',
  devicesOpen: 'Microphone, camera, speaker…',
  devicesDone: 'Done',
  onlyYou: 'Only you see this level; it sends nothing.',
  groupHears: 'Your microphone is on: the group hears what this level shows.',
  onlyYouPicture: 'Only you see this picture.',
  listeningDevices: 'Nothing is sent while you are listening. What you choose is used when you come back.',
  listeningSeen: 'Nobody hears you while you are listening, but the others still see you.',
  cameraIsOff: 'Your camera is off.',

  unfit: {
    inApp: {
      heading: 'Please open this page in Safari or Chrome.',
      more: 'It is open inside another app, whose built-in browser cannot be relied on for sound and video.',
    },
    insecure: {
      heading: 'There can be no sound and no video on this page.',
      more: 'Browsers give microphone and camera only to a secure page, whose address begins with https. Please ask whoever sent you the link for that address.',
    },
    tooOld: {
      heading: 'This browser cannot take part.',
      more: 'It lacks what sound and video need. Please open this page in a current Safari, Chrome, Firefox or Edge.',
    },
    address: 'The address of this page',
    copy: 'Copy the address',
    copied: 'Copied',
    link: 'If it asks who you are there, open your personal link from your invitation in that browser, or sign in.',
    anyway: 'Go on here anyway',
  },
};

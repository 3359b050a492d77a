// What keeps the connection to the room away, and what helps.
export const network = {
  socket: {
    says: 'This network lets web pages through, but not the live connection that the room needs.',
    todo: 'Try another network, such as your phone’s hotspot, or turn off a VPN or virus scanner.',
  },
  signIn: {
    says: 'This network wants you to sign in first, and answers in the room’s place.',
    todo: 'Open any other web page in a new tab and sign in to the network there.',
  },
  offline: {
    says: 'No answer from the room’s server.',
    todo: 'Check that this device is online: Wi-Fi, cable, or your phone’s hotspot.',
  },
  server: { says: 'The room’s server is not ready right now.', todo: 'Your device and your network are fine.' },
  unknown: { says: 'Still connecting…', todo: 'This network is slow, or the room cannot be reached right now.' },
  goesOn: 'This page keeps trying and goes on by itself.',
  forIt: (host: string, protocol: string, port: string) =>
    `For your IT desk: please allow WebSockets (${protocol}) to ${host}, TCP port ${port}, without buffering or inspection.`,
  waiting: 'You take your seat as soon as the connection is there.',
};

// The ways to practising and to the pages to print.
export const practising = {
  heading: 'Practise and read',
  more: 'With a simulated group, in this browser alone: nobody is there, and nothing is kept.',
  leading: 'Practise leading a group',
  steppingBack: 'Step back once, with nobody there',
  papers: 'Pages to print',
  paperFor: { member: 'For members', presenter: 'For presenters', leader: 'For leaders' },
};

export type PractisingWords = typeof practising;

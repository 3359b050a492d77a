// Certificates as tests draw them: the same meetings, in every layout and script.
import { certificateCode } from '../../server/certificates/certificate-code.ts';
import { composeCertificate } from '../../server/certificates/compose-certificate.ts';
import type { DrawingDesk } from '../../server/certificates/drawing-desk.ts';
import type { CertificateFacts } from '../../server/certificates/facts.ts';

export const certificateFacts: CertificateFacts = {
  ...{ version: 1, layout: 'plain', number: '2027-0012', name: 'Dr. Szőke Dávid', held: 8, doubleHours: null },
  ...{ program: 'Riverside Residency', group: 'Tuesday group', from: '2027-01-01', to: '2027-06-30' },
  ...{ madeAt: 1_814_400_000, madeOn: '2027-07-01', checkAt: 'https://room.example.org/certificate' },
  meetings: [
    { day: '2027-01-12', minutes: 90, place: 'room', as: 'member' },
    { day: '2027-02-09', minutes: 58, place: 'screen', as: 'member' },
    { day: '2027-03-09', minutes: 90, place: 'screen', as: 'member' },
    { day: '2027-06-08', minutes: 185, place: 'room', as: 'member' },
  ],
  leaders: [
    { name: 'Ann Lindqvist', credential: 'credentialed leader' },
    { name: 'د. سامي خليل', credential: null },
  ],
};

const doubleHours = { inRoom: 3, onScreen: 1, isClosedList: true, hasSameLeader: true, isFirstInRoom: true, isLastInRoom: false };
const whole = Array.from({ length: 60 }, (_, week) => ({
  day: new Date(Date.UTC(2026, 0, 6 + 7 * week)).toISOString().slice(0, 10),
  minutes: 90 - (week % 7),
  place: week % 3 ? ('screen' as const) : ('room' as const),
  as: week % 5 ? ('member' as const) : ('leader' as const),
}));

export const scripts: Readonly<Record<string, CertificateFacts>> = {
  latin: { ...certificateFacts, name: 'Łukasz Żółkiewski-Gheorghiță', layout: 'abs' },
  cyrillic: { ...certificateFacts, name: 'Жанна Щукина', program: 'Программа на Неве', layout: 'ukAnz' },
  greek: { ...certificateFacts, name: 'Ελένη Παπαδοπούλου' },
  arabic: { ...certificateFacts, name: 'د. ليلى الحداد (MD)', group: 'مجموعة الثلاثاء' },
  chinese: { ...certificateFacts, name: '张伟', group: '周二小组' },
  german: { ...certificateFacts, name: 'Dr. med. Jörg Weiß', layout: 'german', doubleHours },
  'several-pages': { ...certificateFacts, name: 'Nguyễn Thị Hương', meetings: whole, held: 60 },
};

export async function drawn(desk: DrawingDesk, facts: CertificateFacts): Promise<Buffer> {
  const pdf = await desk.draw(composeCertificate(facts, certificateCode('a secret of the tests', facts.number)));
  if (!Buffer.isBuffer(pdf)) throw new Error(`cannot be drawn: ${pdf.undrawable.join(' ')}`);
  return pdf;
}

// A hundred and forty people of twelve groups, as real rosters have them: long names, many languages, several towns. All invented.
const given =
  'Ann Ben Cid Dee Eva Finn Gita Hal Ingrid Jonas Kálmán Łucja María Nasrin Olu Priya Quentin Ruth Søren Tomás Ümit Vera Wanjiru Xiao Yael Zoltán Åsa Béla Chiara Dmitri'.split(
    ' ',
  );
const family =
  'Adler Bjørnstad Moreau Okafor Kovács Fernández-Castillo Szőke Nguyen O’Brien Rădulescu Weiß Çelik Haddad Lindqvist Papadopoulos van·der·Meer Kowalska Tanaka Mbeki Silva'
    .replaceAll('·', ' ')
    .split(/ (?!der|Meer)/);
const workplaces = [
  'St. Olav Hospital',
  'Klinikum Nord',
  'Szeged Teaching Clinic',
  'Practice Grünerløkka',
  null,
  'Hôpital Saint-Luc',
  null,
];

export interface MadeUpPerson {
  readonly id: string;
  readonly name: string;
  readonly shortName: string;
  readonly address: string | null;
  readonly workplace: string | null;
}

export const idOf = (n: number) => n.toString(16).padStart(18, '0');

const plain = (name: string) =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/ß/g, 'ss')
    .replace(/[łŁ]/g, 'l')
    .replace(/[øØ]/g, 'o')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase();

export const madeUpPeople: readonly MadeUpPerson[] = Array.from({ length: 140 }, (_, n) => {
  const shortName = given[n % given.length] ?? 'Ann';
  const last = family[(n * 7 + Math.floor(n / 20)) % family.length] ?? 'Adler';
  return {
    id: idOf(1000 + n),
    name: `${shortName} ${last}`,
    shortName,
    address:
      n % 9 === 4
        ? null
        : `${plain(shortName)}.${plain(last)}${n > 60 ? n : ''}@${n % 3 === 0 ? 'hospital' : 'practice'}.example.org`,
    workplace: workplaces[n % workplaces.length] ?? null,
  };
});

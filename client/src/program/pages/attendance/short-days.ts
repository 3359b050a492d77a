// Days as the head of a narrow column says them: "16 Feb", and the year by itself.
import { placeOf } from '../../../words/times.ts';

export function shortDays(language: string, zone: string): (at: number) => { readonly day: string; readonly year: string } {
  const day = new Intl.DateTimeFormat(placeOf(language), { day: 'numeric', month: 'short', timeZone: zone });
  const year = new Intl.DateTimeFormat(placeOf(language), { year: 'numeric', timeZone: zone });
  return (at) => ({ day: day.format(at), year: year.format(at) });
}

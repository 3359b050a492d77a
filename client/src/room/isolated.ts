// A name within a list: one that is written from right to left keeps its place among the others (R10.4). Pure.

const fromRight = /\p{Script=Hebrew}|\p{Script=Arabic}|\p{Script=Syriac}|\p{Script=Thaana}|\p{Script=Nko}|\p{Script=Adlam}/u;

export function isolated(name: string): string {
  return fromRight.test(name) ? `\u2068${name}\u2069` : name;
}

// Whether a document is as small as such documents are, told by counting alone: what parses it takes the square of the time for many elements, and
// everybody in every room would wait.

export interface MostXml {
  readonly tags: number;
  readonly attributes: number;
}

/** Some hundred groups of one person fit. */
export const mostInAnswer: MostXml = { tags: 1_200, attributes: 1_000 };
/** Some servers list all that they could ever say of anybody. */
export const mostInMetadata: MostXml = { tags: 4_000, attributes: 3_000 };

export function isModest(xml: string, { tags, attributes }: MostXml): boolean {
  return countIn(xml, '<', tags) <= tags && countIn(xml, '=', attributes) <= attributes;
}

/** No further than one more than `most`. */
function countIn(text: string, sign: string, most: number): number {
  let count = 0;
  for (let at = text.indexOf(sign); at >= 0 && count <= most; at = text.indexOf(sign, at + 1)) count += 1;
  return count;
}

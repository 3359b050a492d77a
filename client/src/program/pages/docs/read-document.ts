// Reads what a page draws out of an OpenAPI document: each operation, what it asks for and what it answers.

export interface Schema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

interface Content {
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
}

export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Asked>>>>;
}

interface Asked {
  readonly summary?: string;
  readonly description?: string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly schema?: Schema;
  }[];
  readonly requestBody?: Content;
  readonly responses?: Readonly<Record<string, Content>>;
}

export interface Operation extends Asked {
  readonly method: string;
  readonly path: string;
}

export interface DrawnField {
  readonly name: string;
  readonly where: string;
  readonly isNeeded: boolean;
  readonly schema: Schema;
}

export function operationsOf({ paths }: Document): Operation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, asked]) => ({ ...asked, method: method.toUpperCase(), path })),
  );
}

const jsonIn = (content: Content | undefined) => content?.content?.['application/json']?.schema;

export function askedOf({ parameters = [], requestBody }: Operation): DrawnField[] {
  const named = parameters.map(({ name, in: where, required = false, schema = {} }) => ({
    name,
    where,
    isNeeded: required,
    schema,
  }));
  return [...named, ...fieldsOf(jsonIn(requestBody), 'body')];
}

/** Of the first answer that is one; what is in a list stands as `people[].name`. */
export function answeredOf({ responses = {} }: Operation): DrawnField[] {
  const good = Object.entries(responses).find(([status]) => status.startsWith('2'));
  return fieldsOf(jsonIn(good?.[1]), 'answer');
}

function fieldsOf(schema: Schema | undefined, where: string, before = ''): DrawnField[] {
  return Object.entries(schema?.properties ?? {}).flatMap(([name, of]) => {
    if (of.items?.properties) return fieldsOf(of.items, where, `${before}${name}[].`);
    return [{ name: `${before}${name}`, where, isNeeded: schema?.required?.includes(name) ?? false, schema: of }];
  });
}

interface KindWords {
  readonly nothing: string;
  readonly or: string;
  readonly list: (of: string) => string;
}

export function kindOf(schema: Schema, words: KindWords): string {
  if (schema.anyOf) return schema.anyOf.map((one) => kindOf(one, words)).join(words.or);
  if (schema.enum) return schema.enum.map(String).join(words.or);
  if (schema.type === 'array') return words.list(kindOf(schema.items ?? {}, words));
  const types = Array.isArray(schema.type) ? schema.type : [schema.type ?? ''];
  return types.map((type) => (type === 'null' ? words.nothing : (schema.format ?? type))).join(words.or);
}

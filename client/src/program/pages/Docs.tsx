// What other systems may ask, drawn from the server's own document; nothing of it comes from anywhere else.
import { api } from '../asking/api.ts';
import { useAsked } from '../asking/use-asked.ts';
import form from '../parts/Form.module.css';
import { Frame } from '../parts/Frame.tsx';
import { Standing } from '../parts/Standing.tsx';
import table from '../parts/Table.module.css';
import { useCreditWords } from '../words/credit-words.ts';
import { answeredOf, askedOf, type Document, type DrawnField, kindOf, operationsOf } from './docs/read-document.ts';

export function Docs() {
  const asked = useAsked<Document>(api.openApi);
  return <Standing asked={asked}>{(document) => <DocsPage document={document} />}</Standing>;
}

function DocsPage({ document }: { readonly document: Document }) {
  const { document: words } = useCreditWords().systems;
  return (
    <Frame heading={words.heading} title={words.title} lead={words.lead} width="wide">
      <p>
        <a href={api.openApi}>{words.file}</a>
      </p>
      {operationsOf(document).map((operation) => {
        const [fields, answered] = [askedOf(operation), answeredOf(operation)];
        return (
          <section key={`${operation.method} ${operation.path}`} className={form.section}>
            <h2>
              <code>{`${operation.method} ${operation.path}`}</code>
            </h2>
            <p>{operation.summary}</p>
            <p className={form.quiet}>{operation.description}</p>
            {fields.length > 0 && <Fields heading={words.asks} fields={fields} />}
            {answered.length > 0 && <Fields heading={words.answers} fields={answered} />}
          </section>
        );
      })}
    </Frame>
  );
}

function Fields({ heading, fields }: { readonly heading: string; readonly fields: readonly DrawnField[] }) {
  const { document: words } = useCreditWords().systems;
  const isAsked = fields.some(({ where }) => where !== 'answer');
  return (
    <div className={table.scroll}>
      <h3>{heading}</h3>
      <table className={`${table.table} ${table.stacks}`}>
        <thead>
          <tr>
            <th scope="col">{words.field}</th>
            {isAsked && <th scope="col">{words.place}</th>}
            <th scope="col">{words.kind}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map(({ name, where, isNeeded, schema }) => (
            <tr key={`${where} ${name}`}>
              <th scope="row">
                <code>{name}</code>
              </th>
              {isAsked && <td data-of={words.place}>{`${words.where[where]}, ${isNeeded ? words.must : words.may}`}</td>}
              <td data-of={words.kind}>
                <code>{kindOf(schema, words)}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

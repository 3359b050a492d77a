// How far the mails of a group came, for those who lead it: how many of which kind, and nobody's address.
import type { GroupView } from '../../../../shared/protocol/program/groups.ts';
import type { GroupMailRow } from '../../../../shared/protocol/program/mails.ts';
import { api } from '../asking/api.ts';
import { useAsked } from '../asking/use-asked.ts';
import form from '../parts/Form.module.css';
import { GroupFrame } from '../parts/GroupFrame.tsx';
import { shortDayIn, timeIn } from '../parts/moments.ts';
import { Standing } from '../parts/Standing.tsx';
import table from '../parts/Table.module.css';
import { useAroundWords } from '../words/around-words.ts';
import { useGroupMailsWords } from '../words/group-mails-words.ts';

interface Rows {
  readonly mails: readonly GroupMailRow[];
}

export function GroupMails({ ids }: { readonly ids: Readonly<Record<string, string>> }) {
  const group = useAsked<GroupView>(api.group(ids.g ?? ''));
  const mails = useAsked<Rows>(api.groupMails(ids.g ?? ''));
  return (
    <Standing asked={group}>
      {(found) => <Standing asked={mails}>{({ mails: rows }) => <GroupMailsPage group={found} mails={rows} />}</Standing>}
    </Standing>
  );
}

const isTrouble = ({ state }: GroupMailRow) =>
  state === 'refused' || state === 'bounced' || state === 'stopped' || state === 'unsure';

function GroupMailsPage({ group, mails }: Rows & { readonly group: GroupView }) {
  const words = useGroupMailsWords();
  const { language } = useAroundWords();
  const { leads, ref } = group.you;
  const troubled = mails.filter(isTrouble).reduce((sum, { count }) => sum + count, 0);
  return (
    <GroupFrame
      id={group.id}
      name={group.name}
      heading={words.heading}
      title={words.title(group.name)}
      lead={words.lead}
      showsLinks={leads && ref !== null}
    >
      {!group.sendsMail && <p className={form.note}>{words.noMail}</p>}
      {troubled > 0 && <p className={form.note}>{words.troubled(troubled)}</p>}
      {mails.length === 0 ? (
        <div className={form.card}>
          <h2>{words.none.heading}</h2>
          <p className={form.quiet}>{words.none.more}</p>
        </div>
      ) : (
        <div className={table.scroll}>
          <table className={`${table.table} ${table.stacks}`}>
            <thead>
              <tr>
                <th scope="col">{words.kind}</th>
                <th scope="col">{words.state}</th>
                <th scope="col" className={table.number}>
                  {words.count}
                </th>
                <th scope="col">{words.when}</th>
              </tr>
            </thead>
            <tbody>
              {mails.map((row) => (
                <tr key={`${row.kind} ${row.state}`}>
                  <th scope="row">{words.kinds[row.kind] ?? row.kind}</th>
                  <td data-of={words.state}>
                    <span className={isTrouble(row) ? table.bad : undefined}>{words.states[row.state]}</span>
                  </td>
                  <td data-of={words.count} className={table.number}>
                    {row.count}
                  </td>
                  <td data-of={words.when}>
                    <span className={table.whole}>{shortDayIn(row.lastAt, language)}</span>{' '}
                    <span className={table.whole}>{timeIn(row.lastAt, language)}</span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </GroupFrame>
  );
}

// What was sent to one webhook: of each piece of news how far it came, what was answered, and when it is tried next.
import type { DeliveryRow } from '../../../../../shared/protocol/program/webhooks.ts';
import buttons from '../../../styles/buttons.module.css';
import { shortDayIn, timeIn } from '../../parts/moments.ts';
import table from '../../parts/Table.module.css';
import { useAroundWords } from '../../words/around-words.ts';
import { useCreditWords } from '../../words/credit-words.ts';

interface DeliveriesProps {
  readonly deliveries: readonly DeliveryRow[];
  readonly isBusy: boolean;
  readonly onAgain: (delivery: DeliveryRow) => void;
}

export function Deliveries({ deliveries, isBusy, onAgain }: DeliveriesProps) {
  const { webhooks } = useCreditWords();
  const { one: words, kind: kinds } = webhooks;
  const { language } = useAroundWords();
  const moment = (at: number) => `${shortDayIn(at, language)}, ${timeIn(at, language)}`;
  return (
    <div className={table.scroll}>
      <table className={`${table.table} ${table.stacks}`}>
        <thead>
          <tr>
            <th scope="col">{words.table.what}</th>
            <th scope="col">{words.table.when}</th>
            <th scope="col">{words.table.state}</th>
            <th scope="col">{words.table.next}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {deliveries.map((row) => {
            const what = kinds[row.kind] ?? row.kind;
            const when = moment(row.happenedAt);
            return (
              <tr key={row.id}>
                <th scope="row">{what}</th>
                <td data-of={words.table.when}>{when}</td>
                <td data-of={words.table.state}>
                  <span className={row.state === 'givenUp' ? table.bad : undefined}>{words.states[row.state]}</span>
                  <Answered row={row} />
                </td>
                <td data-of={words.table.next}>{row.nextAt === null ? words.noNext : moment(row.nextAt)}</td>
                <td>
                  {row.maySendAgain && (
                    <span className={table.acts}>
                      <button
                        type="button"
                        className={buttons.small}
                        aria-label={words.againFor(what, when)}
                        aria-disabled={isBusy}
                        onClick={() => onAgain(row)}
                      >
                        {words.again}
                      </button>
                    </span>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Answered({ row: { status, trouble, tries, triedAt } }: { readonly row: DeliveryRow }) {
  const { one: words } = useCreditWords().webhooks;
  if (triedAt === null) return null;
  const parts = [
    status === null ? null : words.answered(status),
    trouble === null ? null : (words.troubles[trouble] ?? trouble),
    tries > 1 ? words.tries(tries) : null,
  ].filter((part) => part !== null);
  return (
    <>
      <br />
      <small className={table.quiet}>{parts.join('; ')}</small>
    </>
  );
}

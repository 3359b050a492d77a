// What holds for the dates of a group, series by series: changed while they run, and ended.
import { useState } from 'react';
import type { GroupDates, SeriesRow } from '../../../../../shared/protocol/program/dates.ts';
import buttons from '../../../styles/buttons.module.css';
import { api } from '../../asking/api.ts';
import { ask } from '../../asking/ask.ts';
import { useDoing } from '../../asking/use-doing.ts';
import form from '../../parts/Form.module.css';
import { Sure } from '../../parts/Sure.tsx';
import { Failed, Told } from '../../parts/Told.tsx';
import { useGroupWords } from '../../words/group-words.ts';
import { SeriesForm } from './SeriesForm.tsx';

interface SeriesListProps {
  readonly dates: GroupDates;
  readonly look: () => Promise<void>;
  readonly mayPlan: boolean;
}

export function SeriesList({ dates, look, mayPlan }: SeriesListProps) {
  const words = useGroupWords().dates.series;
  const [changing, setChanging] = useState<string | null>(null);
  const [ending, setEnding] = useState<SeriesRow | null>(null);
  const [told, setTold] = useState('');
  const doing = useDoing();
  const nameOf = ({ name }: SeriesRow) => name ?? words.unnamed;
  const end = async (series: SeriesRow) => {
    setTold('');
    const outcome = await doing.run(() => ask('DELETE', api.oneSeries(series.id)));
    if (!outcome?.ok) return;
    await look();
    setTold(words.endDone(nameOf(series)));
  };
  const saved = async (series: SeriesRow) => {
    setChanging(null);
    await look();
    setTold(words.saved(nameOf(series)));
  };
  if (dates.series.length === 0) return null;
  return (
    <section className={form.section} aria-labelledby="series">
      <h2 id="series">{words.heading}</h2>
      {dates.series.map((series) => (
        <div key={series.id} className={form.card}>
          <h3>{nameOf(series)}</h3>
          <p className={form.quiet}>
            {`${words.facts(series.quorum, series.doorMinutes, series.leadersMinutes)} ${series.isEnded ? words.ended : words.coming(series.coming)}`}
          </p>
          {mayPlan && !series.isEnded && changing !== series.id && (
            <div className={form.row} data-screen>
              <button
                type="button"
                className={buttons.small}
                aria-label={words.changeFor(nameOf(series))}
                onClick={() => setChanging(series.id)}
              >
                {words.change}
              </button>
              <button
                type="button"
                className={buttons.small}
                aria-label={words.endFor(nameOf(series))}
                onClick={() => setEnding(series)}
              >
                {words.end}
              </button>
            </div>
          )}
          {changing === series.id && (
            <SeriesForm series={series} look={look} onDone={() => void saved(series)} onClose={() => setChanging(null)} />
          )}
        </div>
      ))}
      <Told>{told}</Told>
      <Failed failed={doing.failed} look={look} />
      {ending && (
        <Sure {...words.endSure(nameOf(ending), ending.coming)} onYes={() => void end(ending)} onClose={() => setEnding(null)} />
      )}
    </section>
  );
}

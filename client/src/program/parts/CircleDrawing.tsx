// The circle as it will sit, drawn for the eye alone: the list beside it says the same in words.
import css from './CircleOrder.module.css';

interface CircleDrawingProps {
  readonly chairs: readonly { readonly key: string; readonly name: string; readonly leads: boolean }[];
}

const [wide, high] = [460, 360];
/** Letters of a name, so that twelve names of the size of a phone keep off the chairs beside them. */
const most = 10;

export function CircleDrawing({ chairs }: CircleDrawingProps) {
  if (chairs.length < 3) return null;
  const places = chairs.map((chair, index) => {
    const angle = Math.PI / 2 + (index / chairs.length) * 2 * Math.PI;
    return { ...chair, x: wide / 2 + Math.cos(angle) * (wide / 2 - 56), y: high / 2 - 10 + Math.sin(angle) * (high / 2 - 44) };
  });
  return (
    <svg className={css.drawing} viewBox={`0 0 ${wide} ${high}`} aria-hidden="true">
      {places.map(({ key, name, leads, x, y }) => (
        <g key={key} transform={`translate(${x} ${y})`}>
          <rect className={leads ? css.leads : css.seat} x={-21} y={-21} width={42} height={42} rx={14} />
          <text className={css.letter} y={6}>
            {[...name][0]?.toUpperCase()}
          </text>
          <text y={40}>{shortened(name)}</text>
        </g>
      ))}
    </svg>
  );
}

/** A given name survives; the rest gives way. */
function shortened(name: string): string {
  const [given = ''] = name.split(/\s+/);
  const letters = [...(name.length <= most ? name : given)];
  return letters.length <= most ? letters.join('') : `${letters.slice(0, most - 1).join('')}…`;
}

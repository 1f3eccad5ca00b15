import { useEffect, useRef, useState } from 'react';
import { linear, thinned, ticks } from './scale.ts';

export interface Point {
  /** Milliseconds since 1970. */
  at: number;
  value: number;
}

export interface Line {
  label: string;
  points: readonly Point[];
}

interface Props {
  lines: readonly Line[];
  /** Said by screen readers instead of the drawing. */
  label: string;
  number: (value: number) => string;
  date: (at: number) => string;
}

const HEIGHT = 280;
const EDGE = { top: 16, right: 20, bottom: 34, left: 52 };

/** The width that the page gives, so that letters keep their size on a phone. */
function useWidth() {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(640);
  useEffect(() => {
    if (!place.current) return undefined;
    const observer = new ResizeObserver(([entry]) => entry && setWidth(Math.max(240, entry.contentRect.width)));
    observer.observe(place.current);
    return () => observer.disconnect();
  }, []);
  return { place, width };
}

/** Values over time as lines with their points. The same values stand in a table beside it. */
export function LineChart({ lines, label, number, date }: Props) {
  const { place, width } = useWidth();
  const points = lines.flatMap((line) => line.points);
  const values = points.map(({ value }) => value);
  const times = [...new Set(points.map(({ at }) => at))].sort((a, b) => a - b);
  const marks = ticks(Math.min(...values), Math.max(...values));
  const x = linear([times[0] ?? 0, times.at(-1) ?? 1], [EDGE.left + 12, width - EDGE.right - 12]);
  const y = linear([marks[0] ?? 0, marks.at(-1) ?? 1], [HEIGHT - EDGE.bottom, EDGE.top]);
  const path = (line: Line) => line.points.map(({ at, value }) => `${x(at)} ${y(value)}`).join('L');
  return (
    <div ref={place} className="chart">
      <svg width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={label}>
        {marks.map((mark) => (
          <g key={mark}>
            <line className="chart-grid" x1={EDGE.left} x2={width - EDGE.right} y1={y(mark)} y2={y(mark)} />
            <text className="chart-word" x={EDGE.left - 10} y={y(mark) + 4} textAnchor="end">
              {number(mark)}
            </text>
          </g>
        ))}
        {thinned(times, width < 420 ? 2 : 4).map((at, index, all) => (
          <text
            key={at}
            className="chart-word"
            x={x(at)}
            y={HEIGHT - 10}
            textAnchor={
              all.length === 1 ? 'middle' : index === 0 ? 'start' : index === all.length - 1 ? 'end' : 'middle'
            }
          >
            {date(at)}
          </text>
        ))}
        {lines.map((line, which) => (
          <g key={line.label} className={`chart-line line-${which}`}>
            <path d={`M${path(line)}`} />
            {line.points.map((point, index) => (
              <circle key={index} cx={x(point.at)} cy={y(point.value)} r={line.points.length > 40 ? 2.5 : 4.5} />
            ))}
          </g>
        ))}
      </svg>
      {lines.length > 1 && (
        <ul className="chart-legend" aria-hidden="true">
          {lines.map((line, which) => (
            <li key={line.label} className={`line-${which}`}>
              {line.label}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

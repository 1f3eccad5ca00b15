import { useTexts } from '../../texts/use-texts.ts';

/** Where the two numbers are, on a card drawn in outline (0.6). The words below say the same. */
export function CardDrawing({ photo }: { photo: boolean }) {
  const { opening } = useTexts();
  const where = photo ? { x: 236, y: 128, width: 98 } : { x: 20, y: 170, width: 150 };
  return (
    <figure className="stack card-drawing">
      <svg viewBox="0 0 360 216" role="img" aria-label={opening.drawing}>
        <rect className="plastic" x="1" y="1" width="358" height="214" rx="16" />
        <rect className="pale" x="20" y="22" width="110" height="14" rx="4" />
        <rect className="pale" x="20" y="58" width="44" height="36" rx="6" />
        {photo && <rect className="pale" x="252" y="30" width="66" height="84" rx="6" />}
        <text className="digits" x="24" y="126">
          2 79 03 51 215 189 89
        </text>
        <rect className="mark" x="16" y="108" width="196" height="26" rx="6" />
        <text className="digits" x={where.x + 4} y={where.y + 18} textLength={where.width - 10}>
          {photo ? '00123456789' : '1234567890'}
        </text>
        <rect className="mark" x={where.x} y={where.y} width={where.width} height="26" rx="6" />
        <text x="24" y="154">
          1
        </text>
        <text x={where.x + where.width - 10} y={photo ? 174 : 164}>
          2
        </text>
      </svg>
      <figcaption className="hint">
        1. {opening.drawingNir} · 2. {opening.drawingSerial}
      </figcaption>
    </figure>
  );
}

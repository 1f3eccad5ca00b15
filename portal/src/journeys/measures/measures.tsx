import type { MeasureName } from '@passerelle/fhir-mappings';
import { useState } from 'react';
import { useAnswer } from '../../api/use-answer.ts';
import { Button } from '../../components/button.tsx';
import { Empty } from '../../components/empty.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { usePortal } from '../../portal.ts';
import { useUrl } from '../../router/location.ts';
import { useSpaceTexts } from '../../session/space-texts.ts';
import { useReading } from '../../texts/use-texts.ts';
import { kindText, measureNames, typedNames } from './kinds.ts';
import { MeasureCards } from './measure-cards.tsx';
import { MeasureDialog } from './measure-dialog.tsx';

type Adding = { kind: MeasureName; fixed: boolean };

/** D9: the last values, and adding one. `?add` opens the dialog at once. */
export function Measures() {
  const { language } = useReading();
  const { measures } = useSpaceTexts();
  const { call } = usePortal();
  const url = useUrl();
  const [adding, add] = useState<Adding | undefined>(
    url.searchParams.has('add') ? { kind: 'weight', fixed: false } : undefined,
  );
  const asked = useAnswer('measures/latest', () => call('GET /api/measures/latest'));
  return (
    <>
      <PageHead
        title={measures.title}
        lead={measures.lead}
        actions={
          <Button weight="main" icon="add" onPress={() => add({ kind: 'weight', fixed: false })}>
            {measures.add}
          </Button>
        }
      />
      <Loaded asked={asked}>
        {({ entries }) => {
          const sorted = entries.toSorted(
            (a, b) => measureNames.indexOf(a.entry.kind) - measureNames.indexOf(b.entry.kind),
          );
          const missing = typedNames.filter((name) => !entries.some(({ entry }) => entry.kind === name));
          return (
            <>
              {entries.length === 0 ? (
                <Empty icon="chart" title={measures.empty} text={measures.emptyText} />
              ) : (
                <MeasureCards entries={sorted} />
              )}
              {missing.length > 0 && (
                <section className="section">
                  <h2>{measures.others}</h2>
                  <ul className="row">
                    {missing.map((name) => (
                      <li key={name}>
                        <Button
                          icon="add"
                          aria-label={measures.addKind(kindText(name, language))}
                          onPress={() => add({ kind: name, fixed: true })}
                        >
                          {kindText(name, language)}
                        </Button>
                      </li>
                    ))}
                  </ul>
                </section>
              )}
            </>
          );
        }}
      </Loaded>
      {adding && <MeasureDialog {...adding} onClose={() => add(undefined)} />}
    </>
  );
}

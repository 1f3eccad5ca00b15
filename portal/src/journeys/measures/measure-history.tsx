import type { Measure, MeasureName } from '@passerelle/fhir-mappings';
import { useState } from 'react';
import { useAnswer } from '../../api/use-answer.ts';
import { Button } from '../../components/button.tsx';
import { Confirm } from '../../components/confirm.tsx';
import { Empty } from '../../components/empty.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { useToast } from '../../components/toast.tsx';
import type { Kept } from '../../entries/book.ts';
import { usePortal } from '../../portal.ts';
import { useSpaceTexts } from '../../session/space-texts.ts';
import { useReading } from '../../texts/use-texts.ts';
import { Missing } from '../pages/missing.tsx';
import { isMeasureName, kindText, unitText, valueText } from './kinds.ts';
import { MeasureChart } from './measure-chart.tsx';
import { MeasureDialog } from './measure-dialog.tsx';
import { MeasureTable } from './measure-table.tsx';

type Asking = { what: 'add' } | { what: 'change' | 'remove'; kept: Kept<Measure> };

/** D9: the history of one kind of measure, as a chart and as a table. */
export function MeasureHistory({ params: { kind = '' } }: { params: Record<string, string> }) {
  return isMeasureName(kind) ? <History kind={kind} /> : <Missing />;
}

function History({ kind }: { kind: MeasureName }) {
  const { language } = useReading();
  const { measures, form } = useSpaceTexts();
  const { call, answers } = usePortal();
  const say = useToast();
  const [asking, ask] = useState<Asking>();
  const asked = useAnswer(`measures/${kind}`, () => call('GET /api/measures', { query: { kind } }));
  const name = kindText(kind, language);
  const close = () => ask(undefined);
  const remove = async ({ id, version }: Kept<Measure>) => {
    await call('DELETE /api/measures/:id', { params: { id }, version });
    await answers.refresh('measures');
    say(form.removed);
  };
  const addButton = kind !== 'bmi' && (
    <Button weight="main" icon="add" onPress={() => ask({ what: 'add' })}>
      {measures.add}
    </Button>
  );
  return (
    <>
      <PageHead title={name} back={{ href: '/measures', label: measures.back }} actions={addButton} />
      <Loaded asked={asked}>
        {({ entries, foreign }) =>
          entries.length + foreign.length === 0 ? (
            <Empty icon="chart" title={measures.empty} text={measures.emptyText} />
          ) : (
            <>
              <MeasureChart kind={kind} entries={entries} />
              <MeasureTable
                kind={kind}
                entries={entries}
                foreign={foreign}
                onChange={(kept) => ask({ what: 'change', kept })}
                onRemove={(kept) => ask({ what: 'remove', kept })}
              />
            </>
          )
        }
      </Loaded>
      {asking?.what === 'add' && <MeasureDialog kind={kind} fixed onClose={close} />}
      {asking?.what === 'change' && <MeasureDialog kind={kind} kept={asking.kept} onClose={close} />}
      {asking?.what === 'remove' && (
        <Confirm
          title={`${form.remove} ${valueText(asking.kept.entry, language)} ${unitText(kind, language)} ?`}
          text={measures.removeText}
          yes={form.remove}
          act={() => remove(asking.kept)}
          onClose={close}
        />
      )}
    </>
  );
}

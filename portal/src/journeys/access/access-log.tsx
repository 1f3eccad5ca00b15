import { useState } from 'react';
import { useAnswer } from '../../api/use-answer.ts';
import { SelectInput } from '../../components/inputs.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { Pager } from '../../components/pager.tsx';
import { usePortal } from '../../portal.ts';
import { useSpaceTexts } from '../../session/space-texts.ts';
import { LogLines } from './log-lines.tsx';

type Only = 'all' | 'professionals' | 'refused';

/** X2: every access to the space, refusals too. */
export function AccessLog() {
  const { access } = useSpaceTexts();
  const { call } = usePortal();
  const [only, setOnly] = useState<Only>('all');
  const [page, setPage] = useState(1);
  const query = { page, ...(only === 'all' ? {} : { only }) };
  const asked = useAnswer(`log?${JSON.stringify(query)}`, () => call('GET /api/access/log', { query }));
  return (
    <>
      <PageHead title={access.log} lead={access.logLead} back={{ href: '/access', label: access.back }} />
      <div className="toolbar">
        <SelectInput
          id="log-filter"
          label={access.filter}
          value={only}
          options={(['all', 'professionals', 'refused'] as const).map((value) => ({
            value,
            label: access.filters[value],
          }))}
          onChange={(value) => {
            setOnly(value as Only);
            setPage(1);
          }}
        />
      </div>
      <Loaded asked={asked} lines={6}>
        {({ lines, total, pages }) => (
          <div className="stack">
            <p className="soft small" role="status">
              {access.total(total)}
            </p>
            {lines.length === 0 ? (
              <p>{access.logEmpty}</p>
            ) : (
              <section className="card">
                <LogLines lines={lines} />
              </section>
            )}
            <Pager page={page} pages={pages} go={setPage} />
          </div>
        )}
      </Loaded>
    </>
  );
}

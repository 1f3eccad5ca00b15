import type { Invited } from '@passerelle/gateway/client';
import { failureOf } from '../../api/failure.ts';
import { Button } from '../../components/button.tsx';
import { Form } from '../../components/form.tsx';
import { useToast } from '../../components/toast.tsx';
import { useForm, type Errors } from '../../components/use-form.ts';
import { usePortal } from '../../portal.ts';
import { dateText } from '../../texts/formats.ts';
import { useReading } from '../../texts/use-texts.ts';
import { Declaration } from './declaration.tsx';

/** C3: an invitation to represent a child: accepted after one's own declaration, or refused. */
export function InvitationCard({ invitation: { id, by, firstName, expiresAt } }: { invitation: Invited }) {
  const { texts, language } = useReading();
  const { family } = texts;
  const { call, answers } = usePortal();
  const say = useToast();
  const form = useForm({
    name: `invitation-${id}`,
    initial: { certifies: false },
    check: ({ certifies }): Errors => (certifies ? {} : { certifies: family.certifyMissing }),
    save: async (body) => {
      await call('POST /api/family/invitations/:id/acceptance', { params: { id }, body });
      await answers.refresh('family');
      say(family.accepted(firstName));
    },
  });
  const decline = async () => {
    try {
      await call('POST /api/family/invitations/:id/refusal', { params: { id } });
      await answers.refresh('family');
      say(family.declined);
    } catch (error) {
      form.fail(failureOf(error));
    }
  };
  return (
    <article className="card section">
      <h3>{family.invited(by, firstName)}</h3>
      <p className="soft small">{family.until(dateText(expiresAt.slice(0, 10), language))}</p>
      <Form form={form}>
        <Declaration label={family.certifyOne} {...form.field('certifies')} />
        <div className="row">
          <Button type="submit" weight="main" isPending={form.busy}>
            {family.accept}
          </Button>
          <Button onPress={() => void decline()}>{family.decline}</Button>
        </div>
      </Form>
    </article>
  );
}

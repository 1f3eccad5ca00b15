import { Button } from '../../components/button.tsx';
import { Form } from '../../components/form.tsx';
import { TextInput } from '../../components/inputs.tsx';
import { useToast } from '../../components/toast.tsx';
import { useForm, type Errors } from '../../components/use-form.ts';
import { usePortal } from '../../portal.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { NirInput, nirError } from '../opening/nir-input.tsx';
import { bareNir, checkNir } from '../opening/nir.ts';
import { Declaration } from './declaration.tsx';

const empty = { name: '', firstName: '', birthDate: '', nir: '', certifies: false };

/** C3: the traits of the second representative, and the declaration. What is answered never says whether that person exists. */
export function Invite({ profile }: { profile: string }) {
  const { family, form: words, opening } = useTexts();
  const { call, answers } = usePortal();
  const say = useToast();
  const form = useForm({
    ...{ name: 'invite', draft: `family/invite/${profile}`, initial: empty },
    check: ({ name, firstName, birthDate, nir, certifies }): Errors => {
      const number = checkNir(nir);
      return {
        ...(name.trim() ? {} : { name: words.required(family.surname) }),
        ...(firstName.trim() ? {} : { firstName: words.required(family.firstName) }),
        ...(/^\d{4}-\d{2}-\d{2}$/.test(birthDate) ? {} : { birthDate: family.birthDateMissing }),
        ...(number.state === 'good' ? {} : { nir: nirError(number, opening) }),
        ...(certifies ? {} : { certifies: family.certifyMissing }),
      };
    },
    save: async (values) => {
      await call('POST /api/family/:profile/invitations', {
        params: { profile },
        body: { ...values, nir: bareNir(values.nir) },
      });
      await answers.refresh(`representatives/${profile}`);
      say(family.sent);
    },
  });
  return (
    <section className="section">
      <h2>{family.inviteTitle}</h2>
      <p>{family.inviteText}</p>
      <Form form={form}>
        <TextInput label={family.surname} maxLength={100} {...form.field('name')} />
        <TextInput label={family.firstName} maxLength={100} {...form.field('firstName')} />
        <TextInput
          label={family.birthDate}
          hint={family.birthDateHint}
          type="date"
          min="1900-01-01"
          {...form.field('birthDate')}
        />
        <NirInput {...form.field('nir')} />
        <Declaration label={family.certifyInvite} {...form.field('certifies')} />
        <div>
          <Button type="submit" weight="main" isPending={form.busy}>
            {family.invite}
          </Button>
        </div>
      </Form>
    </section>
  );
}

import type { Communication, Reference } from '@medplum/fhirtypes';
import { Type, type Static } from 'typebox';
import { authorFrom, referenceTo, type Author } from './author.ts';
import { withElement } from './element.ts';
import { extensionIn, withExtension } from './extension.ts';
import type { Lens } from './lens.ts';
import { ownDefinition } from './own.ts';
import { idIn } from './parts.ts';
import { isMailAddress, MailAddress } from './telecom.ts';
import { line } from './text.ts';
import { unreadable } from './unreadable.ts';

/** A box that a message goes to; `patient`: it is the patient's own. */
export const Correspondent = Type.Object(
  { address: MailAddress, name: Type.Optional(line(150)), patient: Type.Optional(Type.Literal(true)) },
  { additionalProperties: false },
);
export type Correspondent = Static<typeof Correspondent>;

/** R4 has no place for the address that a message came from or went to: our extension on the reference. */
const ADDRESS = ownDefinition('mail-address');

function addressIn(reference: Reference | undefined): string | undefined {
  const address = extensionIn(reference, ADDRESS)?.valueString;
  return address !== undefined && isMailAddress(address) ? address : undefined;
}

const patientOf = ({ subject }: Communication): string => idIn('Patient', subject) ?? '';

/** Who sent it; the address stays beside. */
export const sender: Lens<Communication, Author> = {
  get: (resource) => authorFrom(resource.sender, patientOf(resource)),
  put: (resource, author) => {
    const { extension } = resource.sender ?? {};
    const reference = { ...(extension ? { extension } : {}), ...referenceTo(author, patientOf(resource)) };
    return withElement(resource, 'sender', Object.keys(reference).length === 0 ? undefined : reference);
  },
};

/** The address that it was sent from. */
export const from: Lens<Communication, string> = {
  get: (resource) => addressIn(resource.sender) ?? unreadable('no-party'),
  put: (resource, address) =>
    withElement(
      resource,
      'sender',
      withExtension<Reference>({ ...resource.sender }, ADDRESS, { valueString: address }),
    ),
};

/** The boxes that it goes to; all of them must be known. */
export const to: Lens<Communication, Correspondent[]> = {
  get: (resource) => {
    const known = (resource.recipient ?? []).flatMap((reference): Correspondent[] => {
      const address = addressIn(reference);
      if (address === undefined) return [];
      const name = reference.display?.trim() ? { name: reference.display } : {};
      const isPatient = idIn('Patient', reference) === patientOf(resource);
      return [{ address, ...name, ...(isPatient ? { patient: true } : {}) }];
    });
    const isWhole = known.length > 0 && known.length === resource.recipient?.length;
    return isWhole ? known : unreadable('no-party');
  },
  put: (resource, parties) => {
    const kept = resource.recipient ?? [];
    const reference = ({ address, name, patient }: Correspondent): Reference => ({
      ...(kept.find((old) => !patient && addressIn(old) === address) ?? {}),
      extension: [{ url: ADDRESS, valueString: address }],
      ...(patient ? { reference: `Patient/${patientOf(resource)}` } : {}),
      ...(name === undefined ? {} : { display: name }),
    });
    return withElement(resource, 'recipient', parties.map(reference));
  },
};

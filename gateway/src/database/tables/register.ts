import type { Generated } from 'kysely';
import type { Made, Optional } from './columns.ts';

/** 0.1: a person as the health insurer knows them. `ins` is 15 digits: NIR with its key. */
interface InsuredTable {
  ins: string;
  ins_oid: string;
  birth_name: string;
  first_names: string;
  used_name: string | null;
  used_first_name: string | null;
  sex: 'male' | 'female' | 'unknown';
  birth_date: string;
  birth_place: string;
  card: 'with-photo' | 'without-photo';
  card_serial: string;
  email: string | null;
  mobile: string | null;
  /** ins of the adults to whom a minor is attached */
  attached_to: string[];
  /** Lines of a letter's address, 6 at most, of 38 characters at most. */
  address: Generated<string[]>;
  imported_at: Made;
}

/** 0.2: professionals seen, and those that an operator or the directory named. */
interface ProfessionalTable {
  rpps: string;
  name: string;
  profession: string | null;
  specialty: string | null;
  organization: string | null;
  /** Secure mail address, in small letters, where it is known. */
  mail: Optional<string>;
  seen_at: Made;
}

/** 0.3: organisations and the mail domains that they may send from. */
interface OrganizationTable {
  finess: string;
  name: string;
  mail_domains: string[];
}

/** Who there is: what the health insurer, the directory and an operator name. */
export interface TablesOfRegister {
  insured: InsuredTable;
  professional: ProfessionalTable;
  organization: OrganizationTable;
}

/** A professional of the demo town, with a password of their own. */
export interface DemoProfessional {
  /** 11 digits */
  rpps: string;
  givenName: string;
  familyName: string;
  /** `M` or `MME` */
  civility?: string;
  /** TRE_G15 */
  profession: string;
  /** TRE_R38 */
  specialty?: string;
  /** Works in a SAMU regulation centre. */
  regulation?: boolean;
  organization?: { name: string; finess: string };
  password: string;
}

/** `8` and the RPPS number: idNatPS. */
export const nationalId = (rpps: string): string => `8${rpps}`;

/** A realm's user: the subject of Pro Santé Connect ends with the national id. */
const realm = 'f:2f8f4d1c-7f0a-4b1e-9d53-6f6a3f1d7c10';
export const subjectOf = ({ rpps }: DemoProfessional): string => `${realm}:${nationalId(rpps)}`;

export const findBySubject = (accounts: readonly DemoProfessional[], subject: string): DemoProfessional | undefined =>
  accounts.find((account) => subjectOf(account) === subject);

/** By RPPS number or national id, as software gives it in `login_hint`. */
export const findByHint = (accounts: readonly DemoProfessional[], hint: string): DemoProfessional | undefined =>
  accounts.find(({ rpps }) => hint === rpps || hint === nationalId(rpps));

/** Names of the claims below, all in the scope `scope_all` of Pro Santé Connect. */
export const claimNames = [
  'SubjectNameID',
  'preferred_username',
  'given_name',
  'family_name',
  'codeCivilite',
  'Secteur_Activite',
  'SubjectRole',
  'SubjectOrganization',
  'SubjectOrganizationID',
  'Mode_Acces_Raison',
  'Acces_Regulation_Medicale',
  'Palier_Authentification',
  'otherIds',
  'SubjectRefPro',
] as const;

/** What Pro Santé Connect says of a professional, in its own names and forms. */
export function claimsOf(account: DemoProfessional): Record<(typeof claimNames)[number], unknown> {
  const { organization } = account;
  return {
    SubjectNameID: nationalId(account.rpps),
    preferred_username: nationalId(account.rpps),
    given_name: account.givenName,
    family_name: account.familyName,
    codeCivilite: account.civility ?? 'M',
    Secteur_Activite: `${organization ? 'SA01' : 'SA07'}^1.2.250.1.71.4.2.4`,
    SubjectRole: [`${account.profession}^1.2.250.1.213.1.1.5.5`],
    SubjectOrganization: organization?.name ?? '',
    SubjectOrganizationID: organization ? `1${organization.finess}` : '',
    Mode_Acces_Raison: '',
    Acces_Regulation_Medicale: account.regulation ? 'VRAI' : 'FAUX',
    Palier_Authentification: 'APPPRIP3^1.2.250.1.213.1.5.1.1.1',
    otherIds: [{ identifiant: nationalId(account.rpps), origine: 'RPPS', qualite: '1' }],
    SubjectRefPro: { exercices: [practiceOf(account)] },
  };
}

const practiceOf = ({ organization, ...account }: DemoProfessional) => ({
  codeProfession: account.profession,
  codeCategorieProfessionnelle: 'C',
  codeCiviliteDexercice: account.civility ?? 'M',
  nomDexercice: account.familyName,
  prenomDexercice: account.givenName,
  codeTypeSavoirFaire: account.specialty ? 'S' : '',
  codeSavoirFaire: account.specialty ?? '',
  activities: [
    {
      codeModeExercice: organization ? 'S' : 'L',
      codeSecteurDactivite: organization ? 'SA01' : 'SA07',
      codeSectionPharmacien: '',
      codeRole: '',
      codeGenreActivite: 'GENR01',
      numeroFinessSite: organization?.finess ?? '',
      raisonSocialeSite: organization?.name ?? '',
    },
  ],
});

/** Two hospitals and a SAMU by FINESS number, with the domains that they may send mail from. */
export const organizations = [
  { finess: '690000013', name: 'CHU de Valombre', mailDomains: ['chu-valombre.example'] },
  { finess: '690000021', name: 'Clinique des Tilleuls', mailDomains: ['clinique-tilleuls.example'] },
  { finess: '690000039', name: 'SAMU de Valombre', mailDomains: [] },
] as const;

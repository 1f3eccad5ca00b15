/**
 * « de Léo », « d’Alice », « d’Hélène » : la préposition devant un nom. L’h et l’y initiaux se lisent à ce qui les suit, faute de mieux :
 * « de Hassan », « de Yanis », mais « d’Hugo », « d’Yves ».
 */
export const de = (name: string): string => (elided.test(name) ? `d’${name}` : `de ${name}`);

const elided = /^([aàâäeéèêëiîïoôöuùûüœæ]|y[^aàâäeéèêëiîïoôöuùûü]|h[eéèêy]|hu[bg]|hi[lp]|ho[nr])/i;

/** How long to wait, for people: seconds under a minute, else whole minutes, and hours once there are any, never less than `seconds`. */
export function waitText(seconds: number): { fr: string; en: string } {
  if (seconds < 60) return { fr: counted(seconds, 'seconde'), en: counted(seconds, 'second') };
  const minutes = Math.ceil(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const left = minutes % 60;
  const said = (hour: string): string =>
    [hours && counted(hours, hour), left && counted(left, 'minute')].filter(Boolean).join(' ');
  return { fr: said('heure'), en: said('hour') };
}

const counted = (count: number, word: string): string => `${count} ${word}${count > 1 ? 's' : ''}`;

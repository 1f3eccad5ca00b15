import type { Category } from '@passerelle/gateway/client';
import type { IconName } from '../../components/icon.tsx';

/** E3, in the order shown, each with its drawing and its hue. */
export const categories: Record<Category, { icon: IconName; hue: string }> = {
  summary: { icon: 'heart', hue: '' },
  prescription: { icon: 'pill', hue: 'plum' },
  imaging: { icon: 'scan', hue: 'sky' },
  biology: { icon: 'flask', hue: 'moss' },
  report: { icon: 'note', hue: '' },
  prevention: { icon: 'shield', hue: 'moss' },
  certificate: { icon: 'seal', hue: 'clay' },
  other: { icon: 'file', hue: 'sky' },
  administrative: { icon: 'folder', hue: 'clay' },
};

export const categoryKeys = Object.keys(categories) as Category[];

import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { useTexts } from '../texts/use-texts.ts';
import { IconButton } from './button.tsx';

interface Props {
  title: string;
  onClose: () => void;
  children: ReactNode;
  /** Asks before anything else: no way around but an answer. */
  alert?: boolean;
  wide?: boolean;
}

/** A dialog that holds the focus and gives it back where it was. */
export function Dialog({ title, onClose, children, alert, wide }: Props) {
  const { form } = useTexts();
  return (
    <ModalOverlay className="veil" isOpen onOpenChange={(open) => open || onClose()}>
      <Modal className={wide ? 'modal wide' : 'modal'}>
        <AriaDialog className="dialog" role={alert ? 'alertdialog' : 'dialog'}>
          <div className="dialog-head">
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            <IconButton icon="close" label={form.close} onPress={onClose} />
          </div>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

// MudBlazor's dialogs have a title and no name: each is given its title as one, for those who do not see it. Each is given
// the focus too, and who had it gets it back.

export function tendDialogs(): void {
  const origins = new Map<Element, Element | null>();
  const tend = (): void => {
    for (const dialog of document.querySelectorAll<HTMLElement>('.mud-dialog:not([aria-label])')) {
      origins.set(dialog, document.activeElement);
      dialog.setAttribute('aria-label', dialog.querySelector('.mud-dialog-title')?.textContent?.trim() ?? '');
      dialog.setAttribute('aria-modal', 'true');
      dialog.tabIndex = -1;
      dialog.focus();
    }
    for (const [dialog, origin] of origins) {
      if (dialog.isConnected) continue;
      origins.delete(dialog);
      if (document.activeElement === document.body && origin instanceof HTMLElement) origin.focus();
    }
  };
  new MutationObserver(tend).observe(document.body, { childList: true, subtree: true });
}

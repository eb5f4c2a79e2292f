// MudBlazor's dialogs have a title and no name: each is given its title as one, for those who do not see it.

export function nameDialogs(): void {
  const name = (): void => {
    for (const dialog of document.querySelectorAll('.mud-dialog:not([aria-label])')) {
      dialog.setAttribute('aria-label', dialog.querySelector('.mud-dialog-title')?.textContent?.trim() ?? '');
      dialog.setAttribute('aria-modal', 'true');
    }
  };
  new MutationObserver(name).observe(document.body, { childList: true, subtree: true });
}

import { LitElement, type PropertyValues } from 'lit';
import { showAddress } from '../store/go';

/** Tells the elements that the console has turned to another address. */
export class TwinAddress extends LitElement {
  static override properties = { href: { type: String } };
  declare href: string;

  protected override updated(_changed: PropertyValues): void {
    showAddress(); // the browser's own address: the server may be a step behind it
  }
}
customElements.define('twin-address', TwinAddress);

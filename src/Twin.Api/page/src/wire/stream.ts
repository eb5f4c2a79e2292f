// The one stream. It comes back by itself: the browser retries a broken connection, and this a refused one.

import { frame, occurrence, type Json } from './read';
import type { Frame, Occurrence } from './types';

export interface Listener {
  frame(frame: Frame): void;
  happened(occurrence: Occurrence): void;
  lost(): void;
}

/** Heartbeats come every ten seconds: two that stay away are a dead connection. */
const SILENCE_MS = 22_000;
const RETRY_MS = 1_500;

export const METRICS = [
  'facilityKw', 'itKw', 'coolingKw', 'lossKw', 'otherKw', 'gridImportKw', 'pue', 'gridCarbonKgPerKWh', 'installedPflops', 'usedPflops', 'unservedKw',
  'racks', 'racksThrottled', 'racksShutDown', 'racksFaulted', 'racksFullFree', 'racksPartialFree', 'racksMechanical', 'racksUncooled',
  'maxInletC', 'dryBulbC', 'loadShare', 'waterLph', 'priceCnyPerKWh',
  'windKw', 'pvKw', 'hydroKw', 'thermalKw', 'tieImportKw', 'tieExportKw', 'storageChargeKw', 'storageDischargeKw', 'curtailedKw',
  'regionDemandKw', 'regionUnservedKw', 'regionLossKw', 'gridRenewableShare', 'marketGridCarbonKgPerKWh', 'frequencyHz',
] as const;

export class Stream {
  #source: EventSource | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #address = '';
  #stopped = false;

  constructor(private readonly listener: Listener, private readonly rateHz = 2) {}

  /** Listens to these nodes from now on. */
  open(nodes: readonly string[]): void {
    const address = `/api/v1/stream?rate=${this.rateHz}&metrics=${METRICS.join()}${nodes.length ? `&nodes=${nodes.join()}` : ''}`;
    if (address === this.#address && this.#source) return;
    this.#address = address;
    this.#stopped = false;
    this.#connect();
  }

  close(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
  }

  #connect(): void {
    this.#source?.close();
    const source = new EventSource(this.#address);
    this.#source = source;
    const on = (name: string, take: (data: Json) => void): void =>
      source.addEventListener(name, e => {
        if (source !== this.#source) return;
        this.#alive();
        take(JSON.parse((e as MessageEvent<string>).data) as Json);
      });
    on('snapshot', data => this.listener.frame(frame(data, true)));
    on('tick', data => this.listener.frame(frame(data, false)));
    on('occurrence', data => this.listener.happened(occurrence(data)));
    on('heartbeat', () => undefined);
    source.onerror = () => {
      if (source !== this.#source) return;
      this.listener.lost();
      if (source.readyState === EventSource.CLOSED) this.#again(RETRY_MS);
    };
    this.#alive();
  }

  #alive(): void {
    this.#again(SILENCE_MS);
  }

  #again(afterMs: number): void {
    clearTimeout(this.#timer);
    if (this.#stopped) return;
    this.#timer = setTimeout(() => {
      if (afterMs === SILENCE_MS) this.listener.lost();
      this.#connect();
    }, afterMs);
  }
}

// What is left of a battery or a tank, counted down between the readings that tell it.

import { NARROW } from './numbers';

/** A reading: seconds left at a simulated moment, and what it belongs to; another episode begins a new count. */
export interface Left {
  readonly seconds: number;
  readonly atMs: number;
  readonly episode: string;
}

/** A reading that is higher than the count by no more than this part of it, or these seconds, is the load's own play: the count waits for it. */
const PLAY = 0.02;
const PLAY_S = 3;

/** Counts in simulated seconds; it goes up only when a reading says so with a cause. */
export class Countdown {
  #left: Left | null = null;
  #shown = Infinity;

  /** A new reading, or null where there is none. */
  take(left: Left | null): void {
    const before = this.#left;
    if (left === null || before === null || left.episode !== before.episode) this.#shown = Infinity;
    else if (left.atMs > before.atMs) {
      const due = before.seconds - (left.atMs - before.atMs) / 1000;
      if (left.seconds - due > Math.max(PLAY_S, due * PLAY)) this.#shown = Infinity; // less is drawn now
    } else if (left.atMs < before.atMs) return;
    this.#left = left;
  }

  /** Seconds left at a simulated moment, never below zero; null without a reading. */
  at(nowMs: number): number | null {
    if (this.#left === null) return null;
    const left = Math.max(0, this.#left.seconds - Math.max(0, nowMs - this.#left.atMs) / 1000);
    this.#shown = Math.min(this.#shown, left);
    return this.#shown;
  }
}

/** Hours, minutes and seconds of a count, none left out: 9 min 40 s, 1 h 02 min 05 s. A clock's colons would look like a time of day. */
export function counted(seconds: number): string {
  const whole = Math.ceil(seconds), two = (n: number): string => String(n).padStart(2, '0');
  const h = Math.floor(whole / 3600), m = Math.floor((whole % 3600) / 60);
  const hours = h > 0 ? `${h}${NARROW}h ${two(m)}` : String(m);
  return `${whole < 60 ? '' : `${hours}${NARROW}min `}${whole < 60 ? whole : two(whole % 60)}${NARROW}s`;
}

/** Longest that a moment is spread over, ms of real time: a frame that stays away longer is stale, and the clock waits for it. */
const MOST_SPREAD_MS = 2_000;

/** Simulated time between frames: it runs from each to the next, reaches it and waits there. It is never ahead of what the twin has completed. */
export class SmoothClock {
  #fromMs = 0;
  #toMs = 0;
  #sinceMs = 0;
  #spreadMs = 1;

  /** A frame's simulated time, which came at a real one. */
  take(simMs: number, realMs: number): void {
    if (simMs === this.#toMs) return;
    this.#fromMs = this.#toMs === 0 || simMs < this.#toMs ? simMs : this.at(realMs);
    this.#spreadMs = Math.min(MOST_SPREAD_MS, Math.max(1, realMs - this.#sinceMs));
    this.#toMs = simMs;
    this.#sinceMs = realMs;
  }

  at(realMs: number): number {
    const part = Math.min(1, Math.max(0, (realMs - this.#sinceMs) / this.#spreadMs));
    return this.#fromMs + (this.#toMs - this.#fromMs) * part;
  }
}

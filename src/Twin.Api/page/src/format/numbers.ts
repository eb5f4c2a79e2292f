// Numbers as people read them: narrow spaces between thousands, a true minus, the unit apart from the value.

export const NARROW = '\u202f';
export const MINUS = '\u2212';
export const NONE = '–';

export interface Figure {
  readonly value: string;
  readonly unit: string;
}

/** The units that a reader may choose; everything is kept, and comes, in SI. */
export type Units = 'si' | 'us';

interface Shown {
  readonly degree: string;
  degrees(c: number): number;
  celsius(degrees: number): number;
  /** What temperatures are apart. */
  readonly apart: string;
  readonly perKelvin: number;
  readonly speed: string;
  /** In a metre per second. */
  readonly speeds: number;
  readonly flow: string;
  /** In a litre per hour. */
  readonly flows: number;
}

/** A mile is 1609.344 m, a US gallon 3.785411784 L, both by definition. */
const SHOWN: Readonly<Record<Units, Shown>> = {
  si: { degree: '°C', degrees: c => c, celsius: d => d, apart: 'K', perKelvin: 1, speed: 'm/s', speeds: 1, flow: 'm³/h', flows: 1e-3 },
  us: { degree: '°F', degrees: c => c * 1.8 + 32, celsius: d => (d - 32) / 1.8, apart: '°F', perKelvin: 1.8, speed: 'mph', speeds: 3600 / 1609.344, flow: 'gal/min', flows: 1 / 3.785411784 / 60 },
};

let shown = SHOWN.si;

/** Chooses the units that all figures are shown in from now on. */
export const showIn = (units: Units): void => {
  shown = SHOWN[units];
};

export const shownIn = (): Shown => shown;

const none: Figure = { value: NONE, unit: '' };

/** A number with a fixed count of decimals; NONE where there is no number. */
export function number(x: number | null | undefined, decimals = 0): string {
  if (x === null || x === undefined || !Number.isFinite(x)) return NONE;
  const text = Math.abs(x).toFixed(decimals);
  const [whole = '0', part] = text.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, NARROW);
  const sign = x < 0 && Number(text) !== 0 ? MINUS : '';
  return sign + grouped + (part === undefined ? '' : `.${part}`);
}

/** Three digits that matter: 3.99, 41.8, 612. */
export function three(x: number): string {
  const size = Math.abs(x);
  return number(x, size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2);
}

const steps = (x: number, units: readonly (readonly [number, string])[]): Figure => {
  const size = Math.abs(x);
  for (const [scale, unit] of units) {
    if (size >= scale * 0.9995) return { value: three(x / scale), unit };
  }
  const last = units[units.length - 1]!;
  return { value: three(x / last[0]), unit: last[1] };
};

export const power = (kw: number | null | undefined): Figure =>
  kw === null || kw === undefined || !Number.isFinite(kw) ? none
    : kw === 0 ? { value: '0', unit: 'kW' }
      : steps(kw, [[1e6, 'GW'], [1e3, 'MW'], [1, 'kW']]);

/** Whole megawatts for columns whose head carries the unit. */
export const megawatts = (kw: number | null | undefined): string =>
  kw === null || kw === undefined ? NONE : number(kw / 1e3, Math.abs(kw) < 9_950 ? 1 : 0);

export const compute = (pflops: number | null | undefined): Figure =>
  pflops === null || pflops === undefined || !Number.isFinite(pflops) ? none
    : pflops === 0 ? { value: '0', unit: 'PFLOPS' }
      : steps(pflops, [[1e3, 'EFLOPS'], [1, 'PFLOPS']]);

export const percent = (share: number | null | undefined, decimals = 0): Figure =>
  share === null || share === undefined || !Number.isFinite(share) ? none : { value: number(share * 100, decimals), unit: '%' };

const known = (x: number | null | undefined): x is number => x !== null && x !== undefined && Number.isFinite(x);

/** A temperature, in the reader's unit. */
export const celsius = (c: number | null | undefined, decimals = 1): Figure => (known(c) ? { value: number(shown.degrees(c), decimals), unit: shown.degree } : none);

/** A limit is told as it was set: 30 °C, 17.5 °C. */
export function limit(c: number | null | undefined): Figure {
  const whole = known(c) && Math.abs(shown.degrees(c) - Math.round(shown.degrees(c))) < 1e-9;
  return celsius(c, whole ? 0 : 1);
}

/** A speed of air, given in m/s. */
export const speed = (ms: number | null | undefined): Figure => (known(ms) ? { value: number(ms * shown.speeds, 1), unit: shown.speed } : none);

/** A flow of water, given in litres an hour. */
export const flow = (lph: number | null | undefined): Figure => (known(lph) ? { value: number(lph * shown.flows, 1), unit: shown.flow } : none);

export const grams = (kg: number | null | undefined): Figure =>
  kg === null || kg === undefined || !Number.isFinite(kg) ? none : { value: number(kg * 1e3), unit: 'g/kWh' };

export const ratio = (x: number | null | undefined, decimals = 2): string => number(x, decimals);

/** Value and unit in a row, held together. */
export const said = (f: Figure): string => (f.unit === '' ? f.value : `${f.value}${NARROW}${f.unit}`);

/** 2·10⁻¹⁰ in parts; a zero has no exponent. */
export function scientific(x: number): { digit: string; exponent: string } {
  if (!Number.isFinite(x)) return { digit: NONE, exponent: '' };
  if (x === 0) return { digit: '0', exponent: '' };
  let exponent = Math.floor(Math.log10(Math.abs(x)));
  let digit = Math.round(x / 10 ** exponent);
  if (digit === 10) { digit = 1; exponent += 1; }
  return { digit: number(digit), exponent: exponent < 0 ? `${MINUS}${-exponent}` : `${exponent}` };
}

/** Figures beside each other; a unit that the next one has too is said once: 689 · 586 g/kWh. */
export const together = (all: readonly string[]): string => all.map((one, i) => {
  const unit = /\u202f\D+$/.exec(one)?.[0];
  return unit !== undefined && all[i + 1]?.endsWith(unit) ? one.slice(0, -unit.length) : one;
}).join(' · ');

/** A speed: ×60, ×0.5. */
export const times = (x: number): string => `×${x >= 10 || Number.isInteger(x) ? number(x) : number(x, x < 1 ? 2 : 1)}`;

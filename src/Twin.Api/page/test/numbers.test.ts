import assert from 'node:assert/strict';
import { test } from 'node:test';
import { strength } from '../src/format/events';
import { celsius, compute, flow, grams, limit, MINUS, NARROW, NONE, number, percent, power, said, scientific, showIn, speed, times, together } from '../src/format/numbers';

test('numbers have narrow spaces between thousands and a true minus', () => {
  assert.equal(number(1511204), `1${NARROW}511${NARROW}204`);
  assert.equal(number(-31.94, 1), `${MINUS}31.9`);
  assert.equal(number(-0.01, 1), '0.0');
  assert.equal(number(null), NONE);
  assert.equal(number(NaN, 2), NONE);
  assert.equal(number(999.6), `1${NARROW}000`);
});

test('powers take the unit that leaves three digits', () => {
  assert.deepEqual(power(3_990_000), { value: '3.99', unit: 'GW' });
  assert.deepEqual(power(41_800), { value: '41.8', unit: 'MW' });
  assert.deepEqual(power(999_600), { value: '1.00', unit: 'GW' });
  assert.deepEqual(power(612_000), { value: '612', unit: 'MW' });
  assert.deepEqual(power(0), { value: '0', unit: 'kW' });
  assert.equal(said(power(null)), NONE);
});

test('other quantities carry their unit', () => {
  assert.equal(said(compute(214_000)), `214${NARROW}EFLOPS`);
  assert.equal(said(percent(0.512)), `51${NARROW}%`);
  assert.equal(said(celsius(-9.25)), `${MINUS}9.3${NARROW}°C`);
  assert.equal(said(grams(0.3881)), `388${NARROW}g/kWh`);
  assert.equal(times(60), '×60');
  assert.equal(times(0.5), '×0.50');
});

test('figures follow the units that a reader chose', () => {
  assert.deepEqual([27, 25.5].map(c => said(limit(c))), [`27${NARROW}°C`, `25.5${NARROW}°C`]);
  assert.equal(said(flow(3785.411784)), `3.8${NARROW}m³/h`);
  showIn('us');
  try {
    assert.equal(said(celsius(-40)), `${MINUS}40.0${NARROW}°F`);
    assert.deepEqual([27, 30].map(c => said(limit(c))), [`80.6${NARROW}°F`, `86${NARROW}°F`]);
    assert.equal(said(speed(10)), `22.4${NARROW}mph`);
    assert.equal(said(flow(3785.411784 * 60)), `1${NARROW}000.0${NARROW}gal/min`);
    assert.equal(strength('heatWave', 8, 'K'), `+14.4${NARROW}°F`);
    assert.equal(strength('rackSetPoint', 25, '°C'), `77${NARROW}°F`);
    assert.equal(strength('priceSpike', 2, 'CNY/kWh'), `2${NARROW}CNY/kWh`);
  } finally {
    showIn('si');
  }
  assert.equal(strength('heatWave', 8, 'K'), `+8${NARROW}K`);
});

test('a unit that stands beside itself is said once', () => {
  assert.equal(together([said(grams(0.689)), said(grams(0.586)), `0.23${NARROW}CNY/kWh`]), `689 · 586${NARROW}g/kWh · 0.23${NARROW}CNY/kWh`);
  assert.equal(together(['1.177', said(celsius(27.4))]), `1.177 · 27.4${NARROW}°C`);
  assert.equal(together([`1${NARROW}083`, `2${NARROW}083`, NONE]), `1${NARROW}083 · 2${NARROW}083 · ${NONE}`);
});

test('a closure error is a digit and an exponent', () => {
  assert.deepEqual(scientific(2.2e-10), { digit: '2', exponent: `${MINUS}10` });
  assert.deepEqual(scientific(9.7e-10), { digit: '1', exponent: `${MINUS}9` });
  assert.deepEqual(scientific(0), { digit: '0', exponent: '' });
  assert.deepEqual(scientific(Infinity), { digit: NONE, exponent: '' });
});

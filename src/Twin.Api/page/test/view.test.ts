import assert from 'node:assert/strict';
import { test } from 'node:test';
import { themeOf } from '../src/store/theme';
import { initial, isRange, read, write, type View } from '../src/store/view';

test('an empty address is the initial view, and the initial view an empty address', () => {
  assert.deepEqual(read(''), initial);
  assert.equal(write(initial), '');
});

test('every part of a view survives its address', () => {
  const view: View = {
    node: 'shanxi/datong/chindata-01', range: '6h', zoom: [Date.UTC(2026, 0, 1), Date.UTC(2026, 0, 2)], at: Date.UTC(2026, 0, 1, 6), zone: 'utc', units: 'us', theme: 'light', metric: 'powerKw', rack: 417,
    sort: 'pue', down: false, list: 'links', panel: 'inject', table: true, kiosk: true, target: 'gansu/qingyang', kind: 'dustStorm',
  };
  assert.deepEqual(read(write(view)), view);
  assert.match(write(view), /node=shanxi\/datong\/chindata-01&/);
});

test('nonsense in an address becomes the initial view', () => {
  assert.deepEqual(read('?node=../etc&range=9y&units=imperial&zone=moon&metric=x&rack=-1&sort=%00&panel=root&at=x&from=b&to=a'), initial);
});

test('a range is a span that history has', () => {
  assert.deepEqual(['90m', '6h', '30d'].map(isRange), [true, true, true]);
  assert.deepEqual(['31d', '6', 'h', '6 h', '0m', '-6h', null].map(isRange), [false, false, false, false, false, false, false]);
});

test('the address wins over the kept theme, and that over the system', () => {
  assert.equal(themeOf('light', 'dark', false), 'light');
  assert.equal(themeOf(null, 'dark', true), 'dark');
  assert.equal(themeOf(null, null, true), 'light');
  assert.equal(themeOf('system', 'dark', true), 'light');
});

// Words that only the console says, in English.

export const own = {
  'console.title': '{place} · Twin console',
  'console.nav': 'Pages of the console',
  'console.menu': 'Pages',
  'console.skip': 'Skip to the page',
  'console.overview': 'Overview',
  'console.events': 'Events',
  'console.page': 'Live page',
  'console.connecting': 'Connecting …',
  'console.script': 'The console needs JavaScript. The same numbers are at /api/v1/network.',
  'console.full': 'Too many pages are open on this server. Close one and load this page again.',
  'console.stale': 'As of {time}, {age} ago',

  'nowhere.title': 'Nothing is here',
  'nowhere.text': 'The console has no page at this address.',
} as const;

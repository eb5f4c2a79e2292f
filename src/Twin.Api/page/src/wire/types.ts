// What the page knows about the twin. Field names are the API's.

export type Kind = 'network' | 'region' | 'hub' | 'dataCenter' | 'rack';
export type PlantMode = 'off' | 'freeDry' | 'freeWet' | 'partial' | 'mechanical';

export interface Weather {
  readonly dryBulbC: number;
  readonly wetBulbC: number;
  readonly dewPointC: number;
  readonly rhPct: number;
  readonly windMs: number;
  readonly ghiWm2: number;
  readonly pm10UgM3: number;
  readonly pressurePa: number;
}

export interface Plant {
  readonly mode: PlantMode;
  readonly sinceMs: number;
  readonly cause: string;
  readonly value: number | null;
  readonly limit: number | null;
  readonly supplyC: number | null;
  readonly coolantC: number | null;
  readonly compressorShare: number;
  readonly airBlocked: boolean;
  readonly wetBlocked: boolean;
}

export interface Power {
  readonly supply: string;
  readonly sinceMs: number;
  readonly feedsUp: number;
  readonly batteryShare: number;
  readonly batteryS: number | null;
  readonly fuelS: number | null;
  readonly thermalS: number | null;
  readonly generatorsRunning: number;
  readonly onBypass: boolean;
  /** Most that it is asked to draw at the meter; null while nothing is asked. */
  readonly targetKw: number | null;
  /** IT energy of work that was put off and is still to be done. */
  readonly owedKWh: number;
}

/** All plants of one kind that a region counts together. */
export interface Fleet {
  readonly name: string;
  readonly kind: string;
  readonly capacityKw: number;
  readonly offeredKw: number;
  readonly outputKw: number;
}

/** A region's storage plant; positive power gives. */
export interface StoragePlant {
  readonly name: string;
  readonly kind: string;
  readonly ratedKw: number;
  readonly energyKWh: number;
  readonly powerKw: number;
  readonly share: number;
}

/** Frequency of the synchronous area that a region stands in. */
export interface AreaFrequency {
  readonly hz: number | null;
  readonly leastHz: number | null;
  readonly mostHz: number | null;
  readonly shedShare: number;
  readonly area: string;
}

export interface RegionGrid {
  readonly fleets: readonly Fleet[];
  readonly storage: readonly StoragePlant[];
  readonly frequency: AreaFrequency | null;
}

/** A place whose people and firms hubs work for. */
export interface DemandCenter {
  readonly name: string;
  readonly title: string;
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
}

/** A fibre route and what goes over it; its ends are hubs' paths or centers' names. */
export interface FibreLink {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly lengthKm: number;
  readonly oneWayMs: number;
  readonly roundTripMs: number;
  readonly capacityGbps: number;
  readonly up: boolean;
  /** To the people that hubs work for. */
  readonly serviceGbps: number;
  /** With jobs that move. */
  readonly transferGbps: number;
  readonly usedShare: number;
}

/** How far a center is from a hub. */
export interface Reach {
  readonly hub: string;
  readonly center: string;
  /** There and back; null where no way is up. */
  readonly roundTripMs: number | null;
}

/** The quickest way from a hub to people that it works for. */
export interface Way extends Reach {
  readonly sentGbps: number;
  readonly links: readonly string[];
  /** While all links are up. */
  readonly usualRoundTripMs: number | null;
  readonly usualLinks: readonly string[];
}

export interface LinkMap {
  readonly tick: number;
  readonly centers: readonly DemandCenter[];
  readonly links: readonly FibreLink[];
  readonly ways: readonly Way[];
  readonly reach: readonly Reach[];
}

/** Jobs of one class at one hub. */
export interface ClassJobs {
  readonly name: string;
  readonly running: number;
  readonly runningKw: number;
  readonly waiting: number;
  readonly waitingKw: number;
  readonly moving: number;
  readonly completed: number;
  /** Completed after their deadline. */
  readonly late: number;
  /** The soonest of those that do not run yet, simulated Unix ms. */
  readonly nextDeadlineMs: number | null;
}

export interface HubJobs {
  readonly hub: string;
  readonly swingKw: number;
  readonly classes: readonly ClassJobs[];
}

/** What the scheduler did with jobs of one class in a quarter of an hour, and why. */
export interface Decision {
  readonly sequence: number;
  readonly firstMs: number;
  readonly lastMs: number;
  readonly kind: 'moved' | 'held' | 'stopped' | 'capped';
  readonly reason: string;
  readonly className: string;
  readonly jobs: number;
  readonly from: string;
  readonly to: string;
  readonly untilMs: number | null;
  readonly kw: number;
  readonly costCny: number | null;
  readonly againstCny: number | null;
}

/** All work that comes as jobs. */
export interface Work {
  readonly schedulerOn: boolean;
  readonly movedGb: number;
  readonly hubs: readonly HubJobs[];
  /** Oldest first. */
  readonly decisions: readonly Decision[];
}

/** What a hub is held to. */
export interface Policy {
  readonly pueTarget: number;
  readonly greenShare: number;
  readonly rackUpShare: number;
  readonly stations: number;
}

/** How well two ways to a node's totals agree. */
export interface Closure {
  readonly error: number;
  readonly holds: boolean;
}

/** Whether a node is as it should be, and what decides: the model's judgement. */
export interface Judgement {
  readonly level: 'normal' | 'watch' | 'alarm';
  readonly fact: 'none' | 'closure' | 'unserved' | 'shutDown' | 'uncooled' | 'noSupply' | 'inletAllowable' | 'onBattery' | 'onGenerators' | 'throttled' | 'faulted' | 'asked' | 'inletRecommended' | 'event';
  readonly value: number | null;
  readonly limit: number | null;
  readonly eventId: string | null;
  readonly events: number;
}

/** Upper ends of the recommended and the allowable inlet. */
export interface InletRange {
  readonly recommendedC: number;
  readonly allowableC: number;
}

/** What never changes about a node. */
export interface NodeInfo {
  readonly path: string;
  readonly kind: Kind;
  readonly name: string;
  readonly nameZh: string;
  readonly parent: string | null;
  readonly racks: number;
  readonly designItKw: number;
  readonly latitudeDeg: number | null;
  readonly longitudeDeg: number | null;
  readonly plantKind: string | null;
  /** A hub's. */
  readonly policy: Policy | null;
}

/** A node at one tick. Quantities by the API's metric names; null where a value has no meaning. */
export interface NodeNow {
  readonly path: string;
  readonly q: Readonly<Record<string, number | null>>;
  readonly closure: Closure | null;
  readonly condition: Judgement | null;
  readonly weather: Weather | null;
  /** A data center's; on the stream by name alone. */
  readonly mode: PlantMode | null;
  readonly supply: string | null;
  readonly plant: Plant | null;
  readonly power: Power | null;
  readonly inletP95C: number | null;
  /** A region's, in its details. */
  readonly grid: RegionGrid | null;
  /** Substations without voltage, in a hub's details. */
  readonly darkStations: readonly string[] | null;
}

export interface TwinEvent {
  readonly id: string;
  readonly kind: string;
  readonly target: string;
  readonly selection: string;
  readonly startMs: number;
  readonly endMs: number | null;
  readonly rampMs: number;
  readonly magnitude: number;
  readonly unit: string;
  /** Share of its strength now. */
  readonly share: number;
  readonly standing: 'pending' | 'active' | 'ending';
  readonly by: string;
  readonly reason: string;
}

/** What an event's name is made of. */
export type EventSaid = Pick<TwinEvent, 'kind' | 'magnitude' | 'unit'>;

export interface Occurrence {
  readonly sequence: number;
  readonly tick: number;
  readonly atMs: number;
  readonly path: string;
  readonly kind: string;
  readonly from: PlantMode | null;
  readonly to: PlantMode | null;
  readonly cause: string;
  readonly value: number | null;
  readonly limit: number | null;
  readonly eventId: string | null;
  /** What that event is, where it began or ended. */
  readonly event: EventSaid | null;
}

export interface Clock {
  readonly paused: boolean;
  readonly speed: number;
  readonly achieved: number;
}

/** One complete tick, as far as the page asked for it. */
export interface Frame {
  /** Says everything that a reader must know who knows nothing yet. */
  readonly whole: boolean;
  readonly epoch: number;
  readonly sequence: number;
  readonly tick: number;
  readonly timeMs: number;
  readonly wallMs: number;
  readonly clock: Clock;
  readonly nodes: ReadonlyMap<string, NodeNow>;
  readonly events: readonly TwinEvent[];
}

export interface EventFacts {
  readonly kind: string;
  readonly level: Kind;
  readonly unit: string;
  readonly least: number;
  readonly most: number;
  readonly usual: number;
  readonly usualDurationMs: number | null;
  readonly usualRampMs: number;
  readonly selection: string;
  readonly source: string;
}

export interface Series {
  readonly node: string;
  readonly metric: string;
  readonly unit: string;
  readonly resolutionMs: number;
  readonly timeMs: readonly number[];
  readonly min: readonly number[];
  readonly mean: readonly number[];
  readonly max: readonly number[];
}

export interface Hall {
  readonly name: string;
  readonly rackClass: string;
  readonly designKw: number;
  readonly first: number;
  readonly racks: number;
  readonly racksPerRow: number;
}

/** Racks of one data center, by column. */
export interface Racks {
  readonly dataCenter: string;
  readonly tick: number;
  readonly timeMs: number;
  readonly total: number;
  readonly halls: readonly Hall[];
  readonly inletC: Float32Array;
  readonly powerKw: Float32Array;
  readonly load: Float32Array;
  readonly siliconC: Float32Array;
  readonly status: Uint8Array;
}

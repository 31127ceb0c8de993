/**
 * How far apart regions are, for Route 53's latency records and for the time that a request is under way.
 *
 * AWS does not publish the latencies that Route 53 measures. To us-east-1 and eu-west-1 the public round-trip times of cloudping.co
 * are used. Between other regions the time is estimated from the great-circle distance of their cities, `OWN_MS + MS_PER_KM * km`,
 * with the constants fitted to those same times (median error 14 %; between East Asia and Europe it is 26 to 39 % too short, because
 * no cable takes the straight way). Only the order of the regions decides where customers are sent, and a customer inside a lab
 * region is always nearest to that region.
 */
const OWN_MS = 2;
const MS_PER_KM = 0.0155;

/** Round-trip times in ms to us-east-1 and eu-west-1 (cloudping.co, as collected by libp2p/jvm-libp2p, AwsLatencies). */
const MEASURED: Readonly<Record<string, readonly [number, number]>> = {
  'us-east-1': [4, 70],
  'us-east-2': [12, 79],
  'us-west-1': [62, 128],
  'us-west-2': [63, 119],
  'ca-central-1': [14, 70],
  'sa-east-1': [113, 177],
  'eu-west-1': [69, 1],
  'eu-west-2': [76, 13],
  'eu-west-3': [83, 18],
  'eu-central-1': [91, 26],
  'eu-north-1': [112, 41],
  'eu-south-1': [101, 35],
  'me-south-1': [160, 96],
  'af-south-1': [231, 158],
  'ap-south-1': [185, 120],
  'ap-southeast-1': [213, 182],
  'ap-southeast-2': [198, 256],
  'ap-northeast-1': [146, 201],
  'ap-northeast-2': [174, 229],
  'ap-northeast-3': [151, 207],
  'ap-east-1': [188, 211],
};

/** Latitude and longitude of each region's city, as the AWS global infrastructure page names it. */
const PLACES: Readonly<Record<string, readonly [number, number]>> = {
  'af-south-1': [-33.9, 18.4],
  'ap-east-1': [22.3, 114.2],
  'ap-east-2': [25.0, 121.5],
  'ap-northeast-1': [35.7, 139.7],
  'ap-northeast-2': [37.6, 127.0],
  'ap-northeast-3': [34.7, 135.5],
  'ap-south-1': [19.1, 72.9],
  'ap-south-2': [17.4, 78.5],
  'ap-southeast-1': [1.3, 103.8],
  'ap-southeast-2': [-33.9, 151.2],
  'ap-southeast-3': [-6.2, 106.8],
  'ap-southeast-4': [-37.8, 145.0],
  'ap-southeast-5': [3.1, 101.7],
  'ap-southeast-6': [-36.8, 174.8],
  'ap-southeast-7': [13.8, 100.5],
  'ca-central-1': [45.5, -73.6],
  'ca-west-1': [51.0, -114.1],
  'eu-central-1': [50.1, 8.7],
  'eu-central-2': [47.4, 8.5],
  'eu-north-1': [59.3, 18.1],
  'eu-south-1': [45.5, 9.2],
  'eu-south-2': [41.6, -0.9],
  'eu-west-1': [53.3, -6.3],
  'eu-west-2': [51.5, -0.1],
  'eu-west-3': [48.9, 2.4],
  'il-central-1': [32.1, 34.8],
  'me-central-1': [25.2, 55.3],
  'me-south-1': [26.2, 50.6],
  'mx-central-1': [20.6, -100.4],
  'sa-east-1': [-23.5, -46.6],
  'us-east-1': [39.0, -77.5],
  'us-east-2': [40.0, -83.0],
  'us-west-1': [37.4, -122.0],
  'us-west-2': [45.8, -119.7],
};

const EARTH_RADIUS_KM = 6371;

/**
 * The round-trip time between two regions in milliseconds.
 * @throws Error for a region that is not in the table
 */
export function roundTripMs(from: string, to: string): number {
  const measured = measuredMs(from, to) ?? measuredMs(to, from);
  if (measured !== undefined) return measured;
  return from === to ? OWN_MS : OWN_MS + MS_PER_KM * distanceKm(placeOf(from), placeOf(to));
}

function measuredMs(from: string, to: string): number | undefined {
  if (to === 'us-east-1') return MEASURED[from]?.[0];
  return to === 'eu-west-1' ? MEASURED[from]?.[1] : undefined;
}

function placeOf(region: string): readonly [number, number] {
  const place = PLACES[region];
  if (place === undefined) throw new Error(`the rehearsal does not know where the region ${region} is`);
  return place;
}

/** Haversine formula. */
function distanceKm(
  [latA, lonA]: readonly [number, number],
  [latB, lonB]: readonly [number, number],
): number {
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;
  const sine = (degrees: number): number => Math.sin(radians(degrees) / 2) ** 2;
  const half = sine(latB - latA) + Math.cos(radians(latA)) * Math.cos(radians(latB)) * sine(lonB - lonA);
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.sqrt(half));
}

// Where the phone is.

/**
 * Latitude, longitude, accuracy in metres and age in milliseconds of a place that is found now. Broken
 * with the browser's number of the obstacle: 1 refused, 2 not found, 3 too late.
 */
export function find(timeoutMs) {
  return new Promise((keep, fail) => {
    if (!navigator.geolocation) return fail(2);
    navigator.geolocation.getCurrentPosition(
      ({ coords, timestamp }) =>
        keep([coords.latitude, coords.longitude, coords.accuracy, Date.now() - timestamp]),
      ({ code }) => fail(code),
      { enableHighAccuracy: true, timeout: timeoutMs, maximumAge: 0 },
    );
  });
}

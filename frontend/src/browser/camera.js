// The camera, and pictures as they are kept: without remarks, of a bounded size, one in memory at a time.

// Qualities of JPEG that are tried until a picture is small enough.
const QUALITIES = [0.8, 0.65, 0.5, 0.4, 0.3];

// The small picture that stays: its longer side, pixels, and its length, bytes.
const SMALL_SIDE = 160;
const SMALL_BYTES = 4000;

// The camera that is on: only one at a time.
let on;

/**
 * Shows the rear camera in `video`, no larger than is kept: the browser keeps copies of the frames that
 * are taken. Calls `lost` when it goes off: with true when somebody took it away, with false when another
 * video has it now; not by `close`.
 */
export async function open(video, longest, lost) {
  const before = on;
  // Only the last one who asked gets it: the person may have gone on while the browser asked.
  const mine = (on = { video, lost });
  if (before) {
    stop(before);
    before.lost(false);
  }
  if (!navigator.mediaDevices?.getUserMedia) throw "NotSupportedError";
  try {
    mine.stream = await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: {
        facingMode: { ideal: "environment" },
        width: { ideal: longest },
        height: { ideal: longest * 0.75 },
      },
    });
  } catch (error) {
    throw error.name;
  }
  if (on !== mine) {
    stop(mine);
    throw "AbortError";
  }
  for (const track of mine.stream.getVideoTracks()) track.onended = () => lost(true);
  video.srcObject = mine.stream;
  await video.play().catch(() => {});
}

/** Switches the camera off, where this video has it. */
export function close(video) {
  if (on?.video !== video) return;
  stop(on);
  on = undefined;
}

function stop({ stream, video }) {
  stream?.getTracks().forEach((track) => track.stop());
  video.srcObject = null;
}

/** What the camera shows now, as it is kept: its bytes and their SHA-256. */
export async function take(video, longest, isGrey, most) {
  return kept(video, video.videoWidth, video.videoHeight, longest, isGrey, most);
}

/** The first bytes of the file that was chosen; undefined when none was. */
export async function head(input, most) {
  const file = input.files[0];
  return file && new Uint8Array(await file.slice(0, most).arrayBuffer());
}

/** The file that was chosen, as it is kept; turned as its remarks say, which go. */
export async function shrink(input, longest, isGrey, most) {
  const bitmap = await createImageBitmap(input.files[0], { imageOrientation: "from-image" });
  try {
    return await kept(bitmap, bitmap.width, bitmap.height, longest, isGrey, most);
  } finally {
    bitmap.close();
  }
}

/** A canvas as it is kept, without loss. */
export async function png(canvas) {
  return signed(await encoded(canvas, "image/png"), canvas);
}

async function kept(source, width, height, longest, isGrey, most) {
  return drawn(width, height, longest, async (canvas, pen) => {
    if (isGrey) pen.filter = "grayscale(1)";
    pen.drawImage(source, 0, 0, canvas.width, canvas.height);
    return signed(await within(canvas, most), canvas);
  });
}

// Calls `use` with a canvas on which a picture of this size has room, and empties it afterwards.
async function drawn(width, height, longest, use) {
  if (!width || !height) throw "EncodingError";
  const scale = Math.min(1, longest / Math.max(width, height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  try {
    const pen = canvas.getContext("2d", { alpha: false });
    pen.imageSmoothingQuality = "high";
    return await use(canvas, pen);
  } finally {
    // Its pixels go now, and not when somebody collects them.
    canvas.width = canvas.height = 0;
  }
}

// The best JPEG that is short enough; the last one where none is.
async function within(canvas, most) {
  let blob;
  for (const quality of QUALITIES) {
    blob = await encoded(canvas, "image/jpeg", quality);
    if (blob.size <= most) break;
  }
  return blob;
}

async function encoded(canvas, type, quality) {
  const blob = await new Promise((done) => canvas.toBlob(done, type, quality));
  if (!blob) throw "EncodingError";
  return blob;
}

// The bytes, their SHA-256, and the small picture that stays when the office has the large one.
async function signed(blob, canvas) {
  const bytes = await bytesOf(blob);
  const sha256 = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const { width, height } = canvas;
  const small = await drawn(width, height, SMALL_SIDE, async (tiny, pen) => {
    pen.drawImage(canvas, 0, 0, tiny.width, tiny.height);
    return bytesOf(await within(tiny, SMALL_BYTES));
  });
  return [bytes, sha256, small];
}

async function bytesOf(blob) {
  return new Uint8Array(await blob.arrayBuffer());
}

/** An address at which the page can show a picture, until `forget`. */
export function address(bytes) {
  return URL.createObjectURL(new Blob([bytes.slice()]));
}

/** The address is not needed any more. */
export function forget(address) {
  URL.revokeObjectURL(address);
}

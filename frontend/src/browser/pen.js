// Drawing with a finger or a pen.

/** Lets people draw on a canvas. Calls `drawn` when there is a line long enough to be a name. */
export function open(canvas, drawn) {
  const scale = Math.min(2, devicePixelRatio || 1);
  const { width, height } = canvas.getBoundingClientRect();
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const pen = canvas.getContext("2d");
  let last;
  let length = 0;
  // From the size that it has now: the phone may have been turned meanwhile.
  const at = (event) => {
    const box = canvas.getBoundingClientRect();
    return {
      x: ((event.clientX - box.left) / box.width) * canvas.width,
      y: ((event.clientY - box.top) / box.height) * canvas.height,
    };
  };
  const blank = () => {
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.strokeStyle = "#111";
    pen.lineCap = pen.lineJoin = "round";
    pen.lineWidth = 2.5 * scale;
    length = 0;
  };
  // A quick end of a name would be a swipe, during which the browser takes the next tap for its end.
  canvas.ontouchstart = (event) => event.preventDefault();
  canvas.onpointerdown = (event) => {
    if (!event.isPrimary) return;
    canvas.setPointerCapture(event.pointerId);
    last = at(event);
  };
  canvas.onpointermove = (event) => {
    if (!last || !event.isPrimary) return;
    for (const part of event.getCoalescedEvents?.() || []) line(at(part));
    line(at(event));
  };
  canvas.onpointerup = canvas.onpointercancel = () => {
    last = undefined;
    // A tap or a scratch is no signature.
    if (length > 60 * scale) drawn();
  };
  const line = (to) => {
    pen.beginPath();
    pen.moveTo(last.x, last.y);
    pen.lineTo(to.x, to.y);
    pen.stroke();
    length += Math.hypot(to.x - last.x, to.y - last.y);
    last = to;
  };
  canvas.blank = blank;
  blank();
}

/** Wipes the canvas. */
export function wipe(canvas) {
  canvas.blank();
}

// Sends a file with tus-js-client as a program of others would: in chunks, over a line that is cut, and
// goes on where the server says. The one argument is what to do, as JSON; prints how often it went on.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { client, endpoint, origin, cookie, file, chunk, metadata, terminate } = JSON.parse(process.argv[2]);
const tus = createRequire(client)("tus-js-client");

const headers = { Cookie: cookie, Origin: origin };
let resumed = 0;
const upload = new tus.Upload(readFileSync(file), {
  endpoint,
  headers,
  metadata,
  chunkSize: chunk,
  retryDelays: [0, 20, 50, 100, 200, 400],
  onShouldRetry: () => {
    resumed += 1;
    return true;
  },
  onError: (error) => {
    console.error(String(error));
    process.exit(1);
  },
  onChunkComplete: async () => {
    if (!terminate) return;
    await upload.abort(true);
    console.log(JSON.stringify({ place: upload.url, resumed }));
    process.exit(0);
  },
  onSuccess: () => {
    console.log(JSON.stringify({ place: upload.url, resumed }));
  },
});
upload.start();

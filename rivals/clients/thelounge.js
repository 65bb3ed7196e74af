// The Lounge as a child process: a web client that speaks IRC to the server on behalf of a page.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const START_LIMIT = 60_000;
const PROGRAM = join(import.meta.dirname, 'node_modules/thelounge/index.js');

// Its input is a pipe from this process, so the program ends with this process.
const END_WITH_INPUT = 'data:text/javascript,process.stdin.resume().on("end", () => process.exit())';

/** Starts The Lounge on a free port, for anybody, with a connect form that is filled in for this IRC server. */
export async function startTheLounge(ircPort) {
    const home = mkdtempSync(join(tmpdir(), 'thelounge-'));
    const config = {
        public: true, host: '127.0.0.1', port: 0, prefetch: false, messageStorage: [],
        bind: '127.0.0.1', // it connects from here, so it finds the lab but no newer version of itself
        defaults: { name: 'Chat Lab', host: '127.0.0.1', port: ircPort, tls: false, join: '#lab' },
    };
    writeFileSync(join(home, 'config.js'), `module.exports = ${JSON.stringify(config)};`);
    const program = spawn(process.execPath, ['--import', END_WITH_INPUT, PROGRAM, 'start'],
        { env: { ...process.env, THELOUNGE_HOME: home, FORCE_COLOR: '0' }, stdio: ['pipe', 'pipe', 'pipe'] });
    const ended = once(program, 'exit');
    let complaints = '';
    program.stderr.on('data', text => { complaints += text; });
    return {
        url: await Promise.race([
            addressIn(program.stdout),
            ended.then(([code]) => { throw new Error(`The Lounge ended with ${code} before it was ready: ${complaints}`); }),
        ]),
        async stop() {
            program.stdin.end();
            await ended;
            rmSync(home, { recursive: true });
        },
    };
}

async function addressIn(output) {
    const lines = createInterface(output);
    for (;;) {
        const [line] = await once(lines, 'line', { signal: AbortSignal.timeout(START_LIMIT) });
        const found = line.match(/Available at (http:\S+)/);
        if (found) return found[1];
    }
}

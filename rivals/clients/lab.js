// The lab's server as a child process, with the account ann and the password sesame.

import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const LAB = join(import.meta.dirname, '../../lab');
const START_LIMIT = 60_000; // a slow machine, or another build of the lab under way

export const ACCOUNT = { account: 'ann', password: 'sesame' };

/** Starts a server on a free port. It ends when its input does, so it cannot outlive this process. */
export async function startLab(...options) {
    const folder = mkdtempSync(join(tmpdir(), 'lab-'));
    const accounts = join(folder, 'accounts.txt');
    execFileSync(LAB, ['server', 'account', 'add', ACCOUNT.account, '--accounts', accounts],
        { input: ACCOUNT.password + '\n', stdio: ['pipe', 'ignore', 'inherit'] });
    const server = spawn(LAB,
        ['server', '--port', '0', '--until-eof', '--json', '--quiet', '--accounts', accounts, ...options],
        { stdio: ['pipe', 'pipe', 'inherit'] });
    const ended = once(server, 'exit');
    const [ready] = await Promise.race([
        once(createInterface(server.stdout), 'line', { signal: AbortSignal.timeout(START_LIMIT) }),
        ended.then(([code]) => { throw new Error(`lab server ended with ${code} before it was ready`); }),
    ]);
    return {
        port: JSON.parse(ready).port,
        async stop() {
            server.stdin.end();
            await ended;
            rmSync(folder, { recursive: true });
        },
    };
}

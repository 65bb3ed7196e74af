// An irc-framework client that remembers its events, so that a test can wait for one that may have come already.

import { isDeepStrictEqual } from 'node:util';
import IRC from 'irc-framework';

const LIMIT = 10_000; // milliseconds until an answer is missing

export class Chatter {
    #events = []; // those that no hears() has returned yet
    #waiting = []; // functions that look at #events again

    constructor(port, nick, options = {}) {
        this.nick = nick;
        this.irc = new IRC.Client();
        this.irc.use((_client, _raw, parsed) => parsed.use((name, event, _irc, next) => {
            if (name !== 'message') this.#add({ name, ...event }); // 'message' repeats privmsg, notice and action
            next();
        }));
        this.irc.on('close', () => this.#add({ name: 'close' }));
        this.irc.requestCap(['labeled-response', 'extended-monitor', 'standard-replies', 'draft/chathistory']);
        this.irc.connect({
            host: '127.0.0.1', port, nick, username: nick, gecos: `${nick} of the tests`, auto_reconnect: false,
            enable_chghost: true, enable_setname: true, enable_echomessage: true, ...options,
        });
    }

    #add(event) {
        this.#events.push(event);
        this.#waiting.forEach(look => look());
    }

    /** Waits for an event with this name and at least these fields, and takes it out of the memory. */
    hears(name, fields = {}) {
        return new Promise((resolve, reject) => {
            const look = () => {
                const place = this.#events.findIndex(event => fits(event, name, fields));
                if (place < 0) return;
                done();
                resolve(this.#events.splice(place, 1)[0]);
            };
            const done = () => {
                clearTimeout(timer);
                this.#waiting = this.#waiting.filter(other => other !== look);
            };
            const timer = setTimeout(() => {
                done();
                const heard = this.#events.slice(-10).map(event => JSON.stringify(event).slice(0, 200)).join('\n  ');
                reject(new Error(`${this.nick} did not hear ${name} ${JSON.stringify(fields)}, but:\n  ${heard}`));
            }, LIMIT);
            this.#waiting.push(look);
            look();
        });
    }

    /** Did such an event come that no hears() has taken? */
    hasHeard(name, fields = {}) {
        return this.#events.some(event => fits(event, name, fields));
    }

    /** Waits until everything that was handed to this client before now has arrived. */
    async barrier() {
        const token = `barrier-${++barriers}`;
        this.irc.ping(token);
        await this.hears('pong', { message: token });
    }

    async registered() {
        await this.hears('registered', { nick: this.nick });
        return this;
    }

    async joins(channel) {
        this.irc.join(channel);
        await this.hears('join', { nick: this.nick, channel });
        return this.hears('userlist', { channel });
    }

    async quits(reason) {
        this.irc.quit(reason);
        await this.hears('close');
    }
}

let barriers = 0;

function fits(event, name, fields) {
    return event.name === name
        && Object.entries(fields).every(([key, value]) => isDeepStrictEqual(event[key], value));
}

// irc-framework: does it understand every answer of the lab's server? The Lounge and Kiwi IRC are built on it.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import IRC from 'irc-framework';
import { Chatter } from './chatter.js';
import { ACCOUNT, startLab } from './lab.js';

const MINUTE = 60_000;

for (const delivery of ['queued', 'loop']) {
    describe(`irc-framework, --delivery ${delivery}`, { timeout: 5 * MINUTE }, () => {
        let lab, ann, bob;
        const clients = [];

        const connect = (nick, options) => {
            const chatter = new Chatter(lab.port, nick, options);
            clients.push(chatter);
            return chatter;
        };
        const connected = (nick, options) => connect(nick, options).registered();

        before(async () => {
            lab = await startLab('--delivery', delivery);
        });

        after(async () => {
            clients.forEach(client => client.irc.connection.end());
            await lab?.stop();
        });

        it('refuses a wrong password', async () => {
            const mallory = connect('mallory', { account: { ...ACCOUNT, password: 'guess' } });

            const failure = await mallory.hears('sasl failed', { reason: 'fail' });
            await mallory.registered(); // without an account

            assert.match(failure.message, /failed/);
            await mallory.quits();
        });

        it('logs in with SASL PLAIN and registers', async () => {
            ann = connect('ann', { account: ACCOUNT });

            await ann.hears('loggedin', { account: 'ann' });
            await ann.registered();

            assert.match((await ann.hears('motd')).motd, /strategy/);
        });

        it('gets every capability that it asks for', () => {
            assert.deepEqual(ann.irc.network.cap.enabled.toSorted(), [
                'account-notify', 'account-tag', 'away-notify', 'batch', 'cap-notify', 'chghost', 'draft/chathistory',
                'echo-message', 'extended-join', 'extended-monitor', 'invite-notify', 'labeled-response',
                'message-tags', 'multi-prefix', 'sasl', 'server-time', 'setname', 'standard-replies',
                'userhost-in-names',
            ]);
            assert.deepEqual(ann.irc.network.cap.requested, []);
        });

        it('learns what the server supports', () => {
            const supports = name => ann.irc.network.supports(name);

            assert.equal(supports('CASEMAPPING'), 'ascii');
            assert.equal(supports('WHOX'), true);
            assert.equal(supports('BOT'), 'B');
            assert.equal(supports('CHATHISTORY'), '200');
            assert.deepEqual(supports('PREFIX'), [{ symbol: '@', mode: 'o' }, { symbol: '+', mode: 'v' }]);
            assert.deepEqual(supports('STATUSMSG'), ['@', '+']);
            assert.equal(ann.irc.network.server, 'chat.lab');
        });

        it('joins, and sees others join with account and real name', async () => {
            await ann.joins('#lab');
            bob = await connected('bob');
            const { users } = await bob.joins('#lab');
            const joined = await ann.hears('join', { nick: 'bob', channel: '#lab' });

            assert.equal(joined.account, false);
            assert.equal(joined.gecos, 'bob of the tests');
            assert.equal(joined.ident, 'bob');
            assert.equal(joined.hostname, '127.0.0.1');
            assert.deepEqual(users.map(user => [user.nick, user.ident, user.hostname, user.modes]).toSorted(), [
                ['ann', 'ann', '127.0.0.1', ['o']],
                ['bob', 'bob', '127.0.0.1', []],
            ]);
        });

        it('sends and gets messages, with their tags, and echoes', async () => {
            ann.irc.say('#lab', 'hello bob, naïve 🐈');
            const toBob = await bob.hears('privmsg', { nick: 'ann' });
            const echo = await ann.hears('privmsg', { nick: 'ann' });
            bob.irc.say('#lab', 'hello ann', { '+draft/react': 'ok' });
            const toAnn = await ann.hears('privmsg', { nick: 'bob' });

            assert.equal(toBob.target, '#lab');
            assert.equal(toBob.message, 'hello bob, naïve 🐈');
            assert.equal(toBob.account, 'ann');
            assert.ok(Math.abs(toBob.time - Date.now()) < MINUTE);
            assert.ok(toBob.tags.msgid);
            assert.equal(echo.message, toBob.message);
            assert.equal(echo.tags.msgid, toBob.tags.msgid);
            assert.equal(toAnn.message, 'hello ann');
            assert.equal(toAnn.account, undefined);
            assert.equal(toAnn.tags['+draft/react'], 'ok');
        });

        it('sends actions, notices, tags alone and private messages', async () => {
            ann.irc.action('#lab', 'waves');
            ann.irc.notice('#lab', 'note');
            ann.irc.tagmsg('#lab', { '+typing': 'active' });
            ann.irc.say('bob', 'psst');
            ann.irc.say('@#lab', 'to operators');

            await bob.hears('action', { nick: 'ann', target: '#lab', message: 'waves' });
            await bob.hears('notice', { nick: 'ann', target: '#lab', message: 'note' });
            assert.equal((await bob.hears('tagmsg', { nick: 'ann' })).tags['+typing'], 'active');
            await bob.hears('privmsg', { nick: 'ann', target: 'bob', message: 'psst' });
            await ann.hears('privmsg', { nick: 'ann', target: '#lab', group: '@', message: 'to operators' });
            await bob.barrier();
            assert.ok(!bob.hasHeard('privmsg', { message: 'to operators' }));
        });

        it('splits a long message into lines that arrive whole and in order', async () => {
            const words = Array.from({ length: 300 }, (_, i) => `wörd${i}`);

            ann.irc.say('#lab', words.join(' '));
            await ann.barrier();
            await bob.barrier();

            const pieces = [];
            while (bob.hasHeard('privmsg', { nick: 'ann', target: '#lab' })) {
                pieces.push((await bob.hears('privmsg', { nick: 'ann', target: '#lab' })).message);
            }
            assert.ok(pieces.length > 4);
            assert.deepEqual(pieces.flatMap(piece => piece.split(' ')), words);
        });

        it('answers CTCP', async () => {
            bob.irc.ctcpRequest('ann', 'version');

            const answer = await bob.hears('ctcp response', { nick: 'ann', type: 'VERSION' });
            assert.equal(answer.message, 'VERSION node.js irc-framework');
        });

        it('gets its labels back', async () => {
            const labeled = (label, ...words) => {
                const message = new IRC.Message(...words);
                message.tags.label = label;
                ann.irc.raw(message);
            };

            labeled('one', 'PING', 'labeled');
            labeled('several', 'WHOIS', 'bob');
            labeled('none', 'PONG', 'labeled');

            assert.equal((await ann.hears('pong', { message: 'labeled' })).tags.label, 'one');
            const batch = await ann.hears('batch start', { type: 'labeled-response' });
            assert.equal(batch.commands.at(0).command, '311');
            assert.equal(batch.commands.at(-1).command, '318');
            assert.equal((await ann.hears('whois', { nick: 'bob' })).real_name, 'bob of the tests');
            assert.equal((await ann.hears('unknown command', { command: 'ACK' })).tags.label, 'none');
        });

        it('asks about users: WHOIS', async () => {
            bob.irc.whois('ann');
            bob.irc.whois('nobody');

            const whois = await bob.hears('whois', { nick: 'ann' });
            assert.equal(whois.ident, 'ann');
            assert.equal(whois.hostname, '127.0.0.1');
            assert.equal(whois.real_name, 'ann of the tests');
            assert.equal(whois.channels, '@#lab');
            assert.equal(whois.account, 'ann');
            assert.equal(whois.server, 'chat.lab');
            assert.match(whois.idle, /^\d+$/);
            assert.ok(Math.abs(whois.logon * 1000 - Date.now()) < 5 * MINUTE);
            assert.equal((await bob.hears('whois', { nick: 'nobody' })).error, 'not_found');
        });

        it('asks about users: WHO with WHOX', async () => {
            bob.irc.who('#lab');

            const { users } = await bob.hears('wholist', { target: '#lab' });
            const shown = users.map(({ nick, ident, hostname, server, account, real_name, channel, away,
                num_hops_away: hops }) => ({ nick, ident, hostname, server, account, real_name, channel, away, hops }));
            const common = { hostname: '127.0.0.1', server: 'chat.lab', channel: '#lab', away: false, hops: 0 };
            assert.deepEqual(shown.toSorted((a, b) => a.nick < b.nick ? -1 : 1), [
                { nick: 'ann', ident: 'ann', account: 'ann', real_name: 'ann of the tests', ...common },
                { nick: 'bob', ident: 'bob', account: '', real_name: 'bob of the tests', ...common },
            ]);
        });

        it('sets, gets and clears a topic', async () => {
            ann.irc.setTopic('#lab', 'today: locks');
            await bob.hears('topic', { nick: 'ann', channel: '#lab', topic: 'today: locks' });
            const carl = await connected('carl');
            await carl.joins('#lab');

            await carl.hears('topic', { channel: '#lab', topic: 'today: locks' });
            const setBy = await carl.hears('topicsetby', { nick: 'ann', channel: '#lab' });
            assert.ok(Math.abs(setBy.when * 1000 - Date.now()) < MINUTE);
            ann.irc.clearTopic('#lab');
            await carl.hears('topic', { nick: 'ann', channel: '#lab', topic: '' });
            await carl.quits();
            await ann.hears('quit', { nick: 'carl' });
        });

        it('sees modes of channels and users', async () => {
            ann.irc.mode('#lab', '+v', 'bob');
            ann.irc.mode('#lab', '+kl', ['key', '10']);
            ann.irc.mode('#lab', '-kl', ['key']);
            ann.irc.raw('MODE', '#lab');

            await bob.hears('mode', { target: '#lab', nick: 'ann', modes: [{ mode: '+v', param: 'bob' }] });
            await bob.hears('mode', { modes: [{ mode: '+k', param: 'key' }, { mode: '+l', param: '10' }] });
            await bob.hears('mode', { raw_modes: '-kl' });
            const info = await ann.hears('channel info', { channel: '#lab', raw_modes: '+n' });
            assert.deepEqual(info.modes, [{ mode: '+n', param: null }]);
            const { created_at: created } = await ann.hears('channel info', { raw_modes: undefined });
            assert.ok(Math.abs(created * 1000 - Date.now()) < 5 * MINUTE);
        });

        it('bans, kicks and invites', async () => {
            const eve = await connected('eve');
            await eve.joins('#lab');
            ann.irc.ban('#lab', 'eve!*@*');
            ann.irc.raw('KICK', '#lab', 'eve', 'enough for today');
            await eve.hears('kick', { kicked: 'eve', nick: 'ann', channel: '#lab', message: 'enough for today' });
            eve.irc.join('#lab');
            await eve.hears('irc error', { error: 'banned_from_channel', channel: '#lab' });

            ann.irc.banlist('#lab');
            const { bans } = await ann.hears('banlist', { channel: '#lab' });
            assert.deepEqual(bans.map(ban => [ban.banned, ban.banned_by.split('!')[0]]), [['eve!*@*', 'ann']]);
            ann.irc.invite('#lab', 'eve');
            await ann.hears('invited', { nick: 'eve', channel: '#lab' });
            await eve.hears('invite', { nick: 'ann', invited: 'eve', channel: '#lab' });
            await bob.hears('invite', { nick: 'ann', invited: 'eve', channel: '#lab' });
            await eve.joins('#lab');
            ann.irc.unban('#lab', 'eve!*@*');
            await eve.quits();
            await ann.hears('quit', { nick: 'eve' });
        });

        it('sees who is away, and who changes nick or real name', async () => {
            bob.irc.raw('AWAY', 'at lunch');
            await bob.hears('away', { self: true });
            await ann.hears('away', { nick: 'bob', message: 'at lunch' });
            ann.irc.whois('bob');
            assert.equal((await ann.hears('whois', { nick: 'bob' })).away, 'at lunch');
            bob.irc.raw('AWAY');
            await ann.hears('back', { nick: 'bob' });

            bob.irc.changeNick('rob');
            await ann.hears('nick', { nick: 'bob', new_nick: 'rob' });
            bob.irc.changeNick('ann');
            await bob.hears('nick in use', { nick: 'ann' });
            bob.irc.changeNick('bob');
            await ann.hears('nick', { nick: 'rob', new_nick: 'bob' });

            bob.irc.raw('SETNAME', 'Robert of the tests');
            await ann.hears('user updated', { nick: 'bob', new_gecos: 'Robert of the tests' });
        });

        it('monitors a user without a common channel', async () => {
            ann.irc.addMonitor('dora');
            await ann.hears('users offline', { nicks: ['dora'] });
            const dora = await connected('dora');
            await ann.hears('users online', { nicks: ['dora'] });
            ann.irc.monitorlist();
            await ann.hears('monitorList', { nicks: ['dora'] });

            dora.irc.raw('AWAY', 'gone');
            await ann.hears('away', { nick: 'dora', message: 'gone' }); // extended-monitor
            await dora.quits();
            await ann.hears('users offline', { nicks: ['dora'] });
            ann.irc.whowas('dora');
            assert.equal((await ann.hears('whowas', { nick: 'dora' })).real_name, 'dora of the tests');
        });

        it('lists channels', async () => {
            ann.irc.setTopic('#lab', 'listed');
            ann.irc.list();

            const channels = await ann.hears('channel list');
            await ann.hears('channel list end');
            assert.deepEqual(Object.values(channels).filter(entry => entry.channel)
                .map(({ channel, num_users: users, topic }) => ({ channel, users, topic })),
            [{ channel: '#lab', users: 2, topic: 'listed' }]);
        });

        it('reads the history of a channel', async () => {
            const fay = await connected('fay');
            await fay.joins('#lab');
            fay.irc.raw('CHATHISTORY', 'LATEST', '#lab', '*', '200');
            const all = await fay.hears('batch start', { type: 'chathistory' });
            const oldest = await fay.hears('privmsg', { nick: 'ann', target: '#lab' });

            assert.deepEqual(all.params, ['#lab']);
            assert.equal(oldest.message, 'hello bob, naïve 🐈');
            assert.equal(oldest.batch.type, 'chathistory');
            assert.equal(oldest.account, 'ann');
            fay.irc.raw('CHATHISTORY', 'AFTER', '#lab', `msgid=${oldest.tags.msgid}`, '1');
            const next = await fay.hears('batch start', { type: 'chathistory' });
            assert.deepEqual(next.commands.map(command => command.params), [['#lab', 'hello ann']]);
            await fay.quits();
        });

        it('parts, and hears nothing more', async () => {
            bob.irc.part('#lab', 'that was it');
            await ann.hears('part', { nick: 'bob', channel: '#lab', message: 'that was it' });

            ann.irc.say('#lab', 'to whom?');
            await ann.barrier();
            await bob.barrier();
            bob.irc.say('#lab', 'from outside');

            await bob.hears('irc error', { error: 'cannot_send_to_channel', channel: '#lab' });
            assert.ok(!bob.hasHeard('privmsg', { message: 'to whom?' }));
        });

        it('quits, and others hear why', async () => {
            await bob.joins('#lab');

            await bob.quits('bye');

            await ann.hears('quit', { nick: 'bob', message: 'Quit: bye' });
            await ann.quits();
        });
    });
}

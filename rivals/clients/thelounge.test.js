// The Lounge, a web client, in Chromium: what a user of its page types arrives, and the page shows what others do.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import puppeteer from 'puppeteer-core';
import { Chatter } from './chatter.js';
import { startLab } from './lab.js';
import { startTheLounge } from './thelounge.js';

const MINUTE = 60_000;
const LIMIT = 10_000; // milliseconds until the page must show something

for (const delivery of ['queued', 'loop']) {
    describe(`The Lounge, --delivery ${delivery}`, { timeout: 5 * MINUTE }, () => {
        let lab, lounge, browser, page, bob;
        const errors = [];

        before(async () => {
            lab = await startLab('--delivery', delivery);
            lounge = await startTheLounge(lab.port);
            browser = await puppeteer.launch({
                executablePath: process.env.LOUNGE_BROWSER,
                pipe: true, // so that it ends with this process
                args: ['--no-sandbox', '--no-proxy-server'], // the sandbox needs rights that a container lacks
            });
            page = await browser.newPage();
            await page.setViewport({ width: 1100, height: 800 });
            page.setDefaultTimeout(LIMIT);
            page.on('pageerror', error => errors.push(error));
            bob = await new Chatter(lab.port, 'bob').registered();
            await bob.joins('#lab');
        });

        after(async () => {
            bob?.irc.connection.end();
            await browser?.close();
            await lounge?.stop();
            await lab?.stop();
        });

        /** Waits until an element that fits the selector has this text. */
        const shows = async (selector, text) => {
            const texts = () => page.$$eval(selector, found => found.map(element => element.textContent));
            await page.waitForFunction(
                (where, what) => [...document.querySelectorAll(where)].some(found => found.textContent.includes(what)),
                { polling: 'mutation' }, selector, text,
            ).catch(async () => assert.fail(`no "${text}" in ${selector}, but ${JSON.stringify(await texts())}`));
        };
        const types = async text => {
            await page.type('#input', text);
            await page.keyboard.press('Enter');
        };
        const nicks = () => page.$$eval('.names .user', users => users.map(user => user.textContent));

        it('connects and joins by its form', async () => {
            await page.goto(lounge.url);
            await page.waitForSelector('#connect');
            assert.equal(await page.$eval('[name=host]', field => field.value), '127.0.0.1');
            assert.equal(await page.$eval('[name=port]', field => field.value), String(lab.port));

            await page.locator('[name=nick]').fill('webby');
            await page.locator('[name=realname]').fill('Webby of the page');
            await page.locator('[name=join]').fill('#lab');
            await page.locator('#connect [type=submit]').click();

            const joined = await bob.hears('join', { nick: 'webby', channel: '#lab' });
            assert.equal(joined.gecos, 'Webby of the page');
            await shows('.channel-list-item.active', '#lab');
            await shows('.header .title', '#lab');
        });

        it('shows who is in the channel', async () => {
            await shows('.names .user', 'webby');

            assert.deepEqual(await nicks(), ['@bob', 'webby']);
        });

        it('sends what is typed, and shows it once', async () => {
            await types('hello bob, naïve 🐈');

            await bob.hears('privmsg', { nick: 'webby', target: '#lab', message: 'hello bob, naïve 🐈' });
            await shows('.msg[data-type=message][data-from=webby] .content', 'hello bob, naïve 🐈');
            await types('/me waves');
            await bob.hears('action', { nick: 'webby', target: '#lab', message: 'waves' });
            await shows('.msg[data-type=action] .content', 'waves');
            const own = await page.$$eval('.msg.self[data-type=message]', lines => lines.length);
            assert.equal(own, 1); // the echo, not the typed text as well
        });

        it('shows what others say', async () => {
            bob.irc.say('#lab', 'hello 🕸, have you seen 🐈?');
            bob.irc.say('#lab', 'webby: this one is for you');
            bob.irc.action('#lab', 'nods');
            bob.irc.notice('#lab', 'the lab closes at six');

            await shows('.msg[data-type=message][data-from=bob] .content', 'hello 🕸, have you seen 🐈?');
            await shows('.msg.highlight .content', 'this one is for you');
            await shows('.msg[data-type=action][data-from=bob] .content', 'nods');
            await shows('.msg[data-type=notice] .content', 'the lab closes at six');
        });

        it('shows and sets the topic', async () => {
            bob.irc.setTopic('#lab', 'today: locks');
            await shows('.header .topic', 'today: locks');

            await types('/topic tomorrow: queues');
            await bob.hears('topic', { nick: 'webby', channel: '#lab', topic: 'tomorrow: queues' });
            await shows('.header .topic', 'tomorrow: queues');
        });

        it('follows joins, nicks, modes and parts', async () => {
            const carl = await new Chatter(lab.port, 'carl').registered();
            await carl.joins('#lab');
            await shows('.names .user', 'carl');
            carl.irc.changeNick('karl');
            await shows('.names .user', 'karl');
            bob.irc.mode('#lab', '+v', 'karl');
            await shows('.names .user', '+karl');
            assert.deepEqual(await nicks(), ['@bob', '+karl', 'webby']);

            carl.irc.part('#lab', 'see you');
            await page.waitForFunction(() => document.querySelectorAll('.names .user').length === 2,
                { polling: 'mutation' });
            assert.deepEqual(await nicks(), ['@bob', 'webby']);
            await shows('.msg[data-type=part], .msg[data-type=condensed]', 'see you');
            await carl.quits();
        });

        it('can be photographed', { skip: !process.env.LOUNGE_SCREENSHOT }, async () => {
            await page.screenshot({ path: process.env.LOUNGE_SCREENSHOT });
        });

        it('asks about a user', async () => {
            await types('/whois bob');

            await shows('.msg[data-type=whois] .content', 'bob of the tests');
            await shows('.msg[data-type=whois] .content', '@#lab');
        });

        it('talks with one user alone', async () => {
            bob.irc.say('webby', 'psst');
            await page.locator('.channel-list-item[data-type=query][data-name=bob]').click();
            await shows('.msg[data-from=bob] .content', 'psst');

            await types('what is it?');
            await bob.hears('privmsg', { nick: 'webby', target: 'bob', message: 'what is it?' });
        });

        it('parts and quits', async () => {
            await page.locator('.channel-list-item[data-name="#lab"]').click();
            await shows('.header .title', '#lab');
            await types('/part that was it');
            await bob.hears('part', { nick: 'webby', channel: '#lab', message: 'that was it' });
            await page.waitForSelector('.channel-list-item[data-name="#lab"]', { hidden: true });

            await types('/join #lab');
            await bob.hears('join', { nick: 'webby', channel: '#lab' });
            await shows('.names .user', 'webby');
            await types('/quit bye');
            await bob.hears('quit', { nick: 'webby', message: 'Quit: bye' });
        });

        it('met no error in its page', () => {
            assert.deepEqual(errors, []);
        });
    });
}

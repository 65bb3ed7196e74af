/*
 * lines - an upper bound for a chat server of one thread (own code, C11 + epoll).
 *
 * It does what `lab server --delivery loop` does for a channel, and nothing else: it reads lines,
 * copies each PRIVMSG to every other member, and writes once per member and turn. It parses only the
 * first two letters of a line, knows one channel, and has no limits, no names, no modes, no logs.
 *
 *   lines PORT                 cc -O2 -o lines lines.c
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { MAX_CLIENTS = 20000, EVENTS = 1024, INPUT = 64 * 1024, LINE = 1024 };

typedef struct {
    int fd, member, dirty, full, place;      /* place: in the list of members */
    char nick[32];
    char carry[LINE]; size_t carried;  /* the beginning of a line */
    char *out; size_t from, to, room;  /* what waits for the socket: out[from..to] */
} Client;

static Client *members[MAX_CLIENTS], *dirty[MAX_CLIENTS];
static int memberCount, dirtyCount, poller;
static char input[LINE + INPUT];

static void put(Client *client, const char *bytes, size_t length) {
    if (client->to + length > client->room) {
        client->room = 2 * (client->to + length);
        client->out = realloc(client->out, client->room);
        if (!client->out) exit(1);
    }
    memcpy(client->out + client->to, bytes, length);
    client->to += length;
    if (!client->dirty) { client->dirty = 1; dirty[dirtyCount++] = client; }
}

static void broadcast(Client *sender, const char *line, size_t length) {
    char message[2 * LINE];
    int begin = snprintf(message, LINE, ":%s!%s@127.0.0.1 ", sender->nick, sender->nick);
    memcpy(message + begin, line, length);
    memcpy(message + begin + length, "\r\n", 2);
    for (int i = 0; i < memberCount; i++) {
        if (members[i] != sender) put(members[i], message, (size_t)begin + length + 2);
    }
}

static void answer(Client *client, const char *what) {
    char line[128];
    put(client, line, (size_t)snprintf(line, sizeof line, ":lines %s %s :\r\n", what, client->nick));
}

static void handle(Client *client, const char *line, size_t length) {
    if (length < 2) return;
    if (line[0] == 'P' && line[1] == 'R') {
        broadcast(client, line, length);
    } else if (line[0] == 'P' && line[1] == 'I') {
        put(client, "PONG", 4);
        put(client, line + 4, length - 4);
        put(client, "\r\n", 2);
    } else if (line[0] == 'N') {
        snprintf(client->nick, sizeof client->nick, "%.*s", (int)length - 5, line + 5);
    } else if (line[0] == 'U') {
        answer(client, "001");
    } else if (line[0] == 'J' && !client->member) {
        client->member = 1;
        client->place = memberCount;
        members[memberCount++] = client;
        answer(client, "366");
    }
}

static void leave(Client *client) {
    if (client->member) {
        members[client->place] = members[--memberCount];
        members[client->place]->place = client->place;
    }
    client->member = 0;
    close(client->fd);
    client->fd = -1; /* the few bytes of a client that is gone stay; the bound runs for minutes */
}

static void readFrom(Client *client) {
    memcpy(input, client->carry, client->carried);
    ssize_t count = read(client->fd, input + client->carried, INPUT);
    if (count < 0 && errno == EAGAIN) return;
    if (count <= 0) { leave(client); return; }
    char *line = input, *end = input + client->carried + (size_t)count, *feed;
    while ((feed = memchr(line, '\n', (size_t)(end - line)))) {
        handle(client, line, (size_t)(feed - line) - (feed > line && feed[-1] == '\r'));
        line = feed + 1;
    }
    client->carried = (size_t)(end - line);
    if (client->carried > LINE) client->carried = 0;
    memcpy(client->carry, line, client->carried);
}

static void watch(Client *client, int operation, unsigned events) {
    struct epoll_event event = {.events = events, .data.ptr = client};
    if (epoll_ctl(poller, operation, client->fd, &event)) { perror("lines: epoll_ctl"); exit(1); }
}

static void flush(Client *client) {
    client->dirty = 0;
    if (client->fd < 0) return;
    ssize_t taken = send(client->fd, client->out + client->from, client->to - client->from, MSG_NOSIGNAL);
    if (taken < 0 && errno != EAGAIN) { leave(client); return; }
    client->from += taken > 0 ? (size_t)taken : 0;
    int full = client->from < client->to;
    if (!full) client->from = client->to = 0;
    if (full != client->full) watch(client, EPOLL_CTL_MOD, full ? EPOLLIN | EPOLLOUT : EPOLLIN);
    client->full = full;
}

static void acceptAll(int listener) {
    int fd, one = 1;
    while ((fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
        Client *client = calloc(1, sizeof *client);
        if (!client) exit(1);
        client->fd = fd;
        watch(client, EPOLL_CTL_ADD, EPOLLIN);
    }
}

int main(int argc, char **argv) {
    if (argc != 2) { fprintf(stderr, "Usage: lines PORT\n"); return 2; }
    signal(SIGPIPE, SIG_IGN);
    int one = 1, listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((unsigned short)atoi(argv[1])), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (bind(listener, (struct sockaddr *)&address, sizeof address) || listen(listener, 1024)) { perror("lines"); return 3; }
    poller = epoll_create1(0);
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = NULL}, events[EVENTS];
    epoll_ctl(poller, EPOLL_CTL_ADD, listener, &event);
    for (;;) {
        int count = epoll_wait(poller, events, EVENTS, -1);
        for (int i = 0; i < count; i++) {
            Client *client = events[i].data.ptr;
            if (!client) { acceptAll(listener); continue; }
            if (events[i].events & EPOLLOUT) put(client, "", 0);
            if (client->fd >= 0 && events[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR)) readFrom(client);
        }
        while (dirtyCount) flush(dirty[--dirtyCount]);
    }
}

/*
 * The floor: what a delivery costs when nothing is done but send(). Accepts readers, answers each with the same bytes, and
 * then sends one ready frame to all readers of a channel, message after message.
 *
 *   floor PORT ANSWER-FILE FRAME-FILE
 *
 * Commands on standard input, one a line:
 *   flood CHANNELS BATCH   back to back, BATCH frames in one send, until the next command
 *   pace RATE CHANNELS     RATE messages a second, until the next command
 *   stop
 * Reader number n listens to channel n modulo CHANNELS. Each frame carries the time for which it was meant behind an '@'.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { MOST = 19000, LARGEST = 1 << 20 };

static int readers[MOST], count, listener;
static char answer[4096], *frames;
static size_t answer_size, frame_size;

static long long now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static size_t slurp(const char *path, char *into, size_t room) {
    FILE *file = fopen(path, "rb");
    if (!file) { perror(path); exit(1); }
    size_t size = fread(into, 1, room, file);
    fclose(file);
    return size;
}

static void forget_gone(void) {
    char byte;
    int kept = 0;
    for (int i = 0; i < count; i++) {
        ssize_t got = recv(readers[i], &byte, 1, MSG_PEEK | MSG_DONTWAIT);
        if (got > 0 || (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))) readers[kept++] = readers[i];
        else close(readers[i]);
    }
    count = kept;
}

static void take_reader(void) {
    int fd = accept(listener, NULL, NULL), one = 1;
    char request[4096];
    if (fd < 0) return;
    ssize_t size = recv(fd, request, sizeof request, 0);
    if (count == MOST) forget_gone();
    if (size <= 0 || count == MOST) { close(fd); return; }
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    send(fd, answer, answer_size, MSG_NOSIGNAL);
    fcntl(fd, F_SETFL, O_NONBLOCK);
    readers[count++] = fd;
}

static void send_all(int fd, const char *bytes, size_t size) {
    while (size > 0) {
        ssize_t sent = send(fd, bytes, size, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent >= 0) { bytes += sent; size -= sent; continue; }
        if (errno != EAGAIN && errno != EWOULDBLOCK) return;
        struct pollfd full = {.fd = fd, .events = POLLOUT};
        poll(&full, 1, 100);
    }
}

static void deliver(long message, int channels, int batch, long long time) {
    char digits[17];
    snprintf(digits, sizeof digits, "%016llx", time);
    for (int i = 0; i < batch; i++) {
        char *frame = frames + i * frame_size, *sign = memchr(frame, '@', frame_size);
        if (sign) memcpy(sign + 1, digits, 16);
    }
    for (int i = message % channels; i < count; i += channels) send_all(readers[i], frames, frame_size * batch);
}

static int is_told(int milliseconds) {
    struct pollfd in = {.fd = 0, .events = POLLIN};
    return poll(&in, 1, milliseconds) > 0;
}

static void flood(int channels, int batch) {
    for (long message = 0; !is_told(0); message++) deliver(message, channels, batch, now());
}

static void pace(double rate, int channels) {
    long long start = now();
    for (long message = 0;; message++) {
        long long due = start + (long long)(message * 1e9 / rate);
        while (now() < due) {
            long long left = due - now();
            struct timespec t = {left / 1000000000LL, left % 1000000000LL};
            if (left > 0) nanosleep(&t, NULL);
        }
        if (is_told(0)) return;
        deliver(message, channels, 1, due);
    }
}

int main(int argc, char **argv) {
    if (argc != 4) return 1;
    struct rlimit files;
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    frames = calloc(64, LARGEST);
    answer_size = slurp(argv[2], answer, sizeof answer);
    frame_size = slurp(argv[3], frames, LARGEST);
    for (int i = 1; i < 64; i++) memcpy(frames + i * frame_size, frames, frame_size);

    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(atoi(argv[1]))};
    inet_pton(AF_INET, "127.0.0.1", &address.sin_addr);
    int one = 1;
    listener = socket(AF_INET, SOCK_STREAM, 0);
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (bind(listener, (struct sockaddr *)&address, sizeof address) || listen(listener, 4096)) { perror("listen"); return 1; }

    char line[256];
    size_t held = 0;
    for (;;) {
        struct pollfd both[] = {{.fd = 0, .events = POLLIN}, {.fd = listener, .events = POLLIN}};
        poll(both, 2, -1);
        if (both[1].revents) take_reader();
        if (!both[0].revents) continue;
        if (read(0, line + held, 1) != 1) return 0;
        if (line[held] != '\n') { held = (held + 1) % (sizeof line - 1); continue; }
        line[held] = 0;
        held = 0;
        int channels, batch;
        double rate;
        forget_gone();
        if (sscanf(line, "flood %d %d", &channels, &batch) == 2 && batch <= 64) flood(channels, batch);
        else if (sscanf(line, "pace %lf %d", &rate, &channels) == 2) pace(rate, channels);
    }
}

/* A round of adverts with nothing around it: integers in, winners out. No eligibility, no policies, no record.
 *
 * Seekers stand in registration order, so that a list sorted by woning is in order of registration already.
 * 1. Each seeker draws k woningen without replacement, by inversion of a keyed hash in cumulative weights.
 * 2. Reactions are sorted by woning: counting sort, stable.
 * 3. Woningen offer down their lists until no offer is open; a seeker that holds one keeps what it drew first.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static uint64_t mix(uint64_t z) {
    z += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

/* `weights`: cumulative, of n_homes; `winner`: per woning the seeker, -1 for none. Returns the number of reactions. */
int64_t kale_ronde(const uint64_t *seeker, int64_t n_seekers, const uint64_t *home, const uint32_t *weights,
                   int64_t n_homes, int64_t k, uint32_t accept, int64_t *winner) {
    int64_t n = 0, most = n_seekers * k;
    int32_t *who = malloc(most * sizeof *who), *what = malloc(most * sizeof *what);
    int32_t *list = malloc(most * sizeof *list), *order = malloc(most * sizeof *order);
    int64_t *next = calloc(n_homes + 1, sizeof *next), *end = malloc(n_homes * sizeof *end);
    int64_t *held = malloc(n_seekers * sizeof *held), *open = malloc((n_homes + 1) * sizeof *open), n_open = 0;
    uint32_t total = weights[n_homes - 1];
    if (k > n_homes) k = n_homes;
    for (int64_t i = 0; i < n_seekers; i++) {
        int64_t first = n;
        held[i] = -1;
        for (uint64_t attempt = 0; n - first < k && attempt < 64; attempt++) {
            uint32_t u = (uint32_t)(((mix(seeker[i] + attempt) >> 32) * total) >> 32);
            int64_t low = 0, high = n_homes - 1, seen;
            while (low < high) {
                int64_t middle = (low + high) / 2;
                if (weights[middle] > u) high = middle; else low = middle + 1;
            }
            for (seen = first; seen < n && what[seen] != low; seen++) {}
            if (seen == n) { who[n] = (int32_t)i; what[n++] = (int32_t)low; next[low + 1]++; }
        }
    }
    for (int64_t h = 0; h < n_homes; h++) next[h + 1] += next[h];
    for (int64_t r = 0; r < n; r++) { int64_t at = next[what[r]]++; list[at] = who[r]; order[at] = (int32_t)r; }
    for (int64_t h = n_homes - 1; h >= 0; h--) { end[h] = next[h]; next[h] = h ? next[h - 1] : 0; }
    for (int64_t h = n_homes - 1; h >= 0; h--) { winner[h] = -1; open[n_open++] = h; }
    while (n_open) {
        int64_t h = open[--n_open];
        while (next[h] < end[h]) {
            int64_t at = next[h]++, i = list[at], other = held[i] < 0 ? -1 : what[held[i]];
            if ((uint32_t)(mix(seeker[i] ^ home[h]) >> 32) >= accept) continue;
            if (other >= 0 && held[i] < order[at]) continue;
            if (other >= 0) { winner[other] = -1; open[n_open++] = other; }
            held[i] = order[at];
            winner[h] = i;
            break;
        }
    }
    free(who); free(what); free(list); free(order); free(next); free(end); free(held); free(open);
    return n;
}

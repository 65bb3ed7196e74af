package chatlab.client.swarm;

import java.util.SplittableRandom;

/// The nicks that one client of the swarm may take: a letter for its role, three characters drawn
/// from the seed, its number. At most nine characters, the limit of the oldest servers.
///
/// @param role `s` sends, `r` only receives, `c` joins and leaves (churns)
/// @param number the client's number within its role, below 10,000
record SwarmNick(char role, int number, long seed) {
    private static final int TAGS = 36 * 36 * 36;

    /// The nick to try after `refused` others were taken.
    String afterRefusals(int refused) {
        int tag = new SplittableRandom(seed + refused).nextInt(TAGS) + TAGS;
        return role + Integer.toString(tag, 36).substring(1) + "-" + number;
    }
}

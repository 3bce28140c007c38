package dev.tenantry.metering.counter;

import java.util.List;

/**
 * What came of asking for some. The lists are in the order of the rule's windows.
 *
 * @param granted    0: there is none left
 * @param starts     of the windows
 * @param seconds    how long they are
 * @param remaining  what others may still take of them
 * @param millisLeft until they end
 * @param isHeldElsewhere whether other instances may hold some that they have not used
 * @param leased     when, by which the database knows what the instance holds
 */
record LeaseGrant(
        int granted,
        List<String> starts,
        List<Integer> seconds,
        List<Integer> remaining,
        List<Long> millisLeft,
        boolean isHeldElsewhere,
        String leased) {

    /** The window that ends first. */
    long millisUntilTheFirstEnds() {
        return millisLeft.stream().mapToLong(Long::longValue).min().orElseThrow();
    }

    /** The window in which there is the least left; of several the one that ends last. */
    int tightest() {
        var tightest = 0;
        for (var index = 1; index < remaining.size(); index++) {
            var difference = remaining.get(index) - remaining.get(tightest);
            if (difference < 0 || difference == 0 && millisLeft.get(index) > millisLeft.get(tightest)) {
                tightest = index;
            }
        }
        return tightest;
    }
}

package dev.tenantry.audit.verify;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Compares what a log comes to with what was signed of it on the way. */
final class HeadCheck {

    private final String organization;
    private final List<HeadKey> keys;
    private final List<SignedHead> saved;
    /** Those of them that the log has come to. */
    private final Set<SignedHead> reached = new HashSet<>();
    private final long from;
    /** Up to where the log is what was signed. */
    private long good;
    private Instant time = Instant.EPOCH;

    HeadCheck(String organization, long from, List<HeadKey> keys, List<SignedHead> saved) {
        this.organization = organization;
        this.from = from;
        this.good = from;
        this.keys = keys;
        this.saved = List.copyOf(saved);
    }

    /** Of the newest that was signed. */
    Instant now() {
        return time;
    }

    SignedHead signed(String statement, String what) {
        var head = SignedHead.parse(statement);
        if (!head.organizationId().equals(organization) || keys.stream().noneMatch(head::isSignedBy)) {
            throw new Fault(what + " was not signed by a key that is trusted");
        }
        time = head.time().isAfter(time) ? head.time() : time;
        return head;
    }

    void check(SignedHead head, long position, String chain) {
        if (head.size() != position) {
            throw new Fault("the head of " + head.size() + " entries was added, or reordered, at position " + position);
        }
        if (!head.chain().equals(chain)) {
            throw notAsSigned(position);
        }
        good = position;
    }

    /**
     * Where a kept head ends the bundle begins, nothing but a head on the way says that the beginning is what was signed.
     *
     * @param head of all, which a part of the log may end before
     */
    void end(SignedHead head, long position, String chain) {
        if (head.size() == position && !head.chain().equals(chain)) {
            throw notRoot(position);
        }
        if (head.size() == position) {
            good = position;
        }
        for (var old : saved) {
            if (old.size() > head.size()) {
                throw shorter(head, old);
            }
            if (!reached.contains(old) || good == from && old.size() == from) {
                throw new Fault("a head that was kept has " + old.size()
                        + " entries, where this bundle does not continue it, or does not reach: export the log from 0");
            }
        }
    }

    /** What was signed before the head that was kept cannot have come to it. */
    private static RuntimeException shorter(SignedHead head, SignedHead old) {
        return head.time().isAfter(old.time())
                ? new Fault("the entry at position " + head.size() + " was removed: a head that was kept has "
                        + old.size() + " entries")
                : new Unreadable("has " + head.size() + " entries, and a head that was kept, which is newer, "
                        + old.size() + ": export the log anew");
    }

    /** Where all entries are what was signed, it is what is around them that is not. */
    Fault notRoot(long to) {
        return good == to
                ? new Fault("what the bundle has around its entries is not what was signed")
                : notAsSigned(to);
    }

    private Fault notAsSigned(long to) {
        if (good == to) {
            return new Fault("an entry before position " + to + " was changed: a head that was signed says so");
        }
        return new Fault("an entry at the positions " + good + " to " + (to - 1)
                + " was changed, removed, added or reordered, and seals were made anew: "
                + "up to there it is what was signed");
    }

    /** What was kept by somebody holds, whatever heads the bundle still has. */
    void passed(long position, String chain) {
        for (var old : saved) {
            if (old.size() == position && !old.chain().equals(chain)) {
                throw new Fault("an entry before position " + position + " was changed: a head that was kept says so");
            }
            if (old.size() == position) {
                reached.add(old);
            }
        }
    }
}

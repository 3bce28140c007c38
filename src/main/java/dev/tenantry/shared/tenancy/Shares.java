package dev.tenantry.shared.tenancy;

import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;

import org.jspecify.annotations.Nullable;

/** How many of something each owner may have, however many owners there are: those who have none are forgotten. */
public final class Shares {

    private final int each;
    private final ConcurrentMap<Object, Share> shares = new ConcurrentHashMap<>();

    /** @param each how many an owner may have at a time */
    public Shares(int each) {
        this.each = each;
    }

    private record Share(Semaphore permits, int users) {

        Share joined() {
            return new Share(permits, users + 1);
        }

        @Nullable
        Share left() {
            return users == 1 ? null : new Share(permits, users - 1);
        }
    }

    /** What the owner's permits are taken from; to be left when they are given back. */
    public Semaphore join(Object owner) {
        var joined = shares.compute(owner,
                (_, share) -> (share == null ? new Share(new Semaphore(each, true), 0) : share).joined());
        return Objects.requireNonNull(joined).permits;
    }

    public void leave(Object owner) {
        shares.computeIfPresent(owner, (_, share) -> share.left());
    }

    public boolean isEmpty() {
        return shares.isEmpty();
    }
}

package dev.tenantry.identity.admin;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.identity.access.AccessCache;
import dev.tenantry.identity.account.PlatformTrail;

/** What every change of an account is subject to: the guard of super admins, the trail, and that it takes effect at once. */
@Component
class ChangeControl {

    private final SuperAdminGuard guard;
    private final PlatformTrail trail;
    private final AccessCache accesses;
    private final Clock clock;

    ChangeControl(SuperAdminGuard guard, PlatformTrail trail, AccessCache accesses, Clock clock) {
        this.guard = guard;
        this.trail = trail;
        this.accesses = accesses;
        this.clock = clock;
    }

    PlatformTrail trail() {
        return trail;
    }

    /** @param ends whether the change keeps the person out */
    void check(UUID account, boolean ends) {
        if (ends) {
            guard.mayEnd(account);
        } else {
            guard.mayChange(account);
        }
    }

    boolean isSuperAdmin(UUID account) {
        return guard.isSuperAdmin(account);
    }

    /** After the transaction: what the account may do is to be read again. */
    void forget(UUID account) {
        accesses.forgetUser(account);
    }

    void forgetOrganization(UUID organization) {
        accesses.forgetOrganization(organization);
    }

    /** In the microseconds that the database keeps. */
    Instant now() {
        return clock.instant();
    }

    /** @param present until when the account is banned where the request says nothing */
    @Nullable
    Instant bannedUntil(@Nullable String duration, @Nullable Instant present) {
        if (duration == null) {
            return present;
        }
        if (duration.equals(BanDuration.NONE)) {
            return null;
        }
        var length = BanDuration.parse(duration);
        return length.isZero() ? null : now().plus(length);
    }
}

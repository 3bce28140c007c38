package dev.tenantry.crm.assignment;

import java.util.Objects;
import java.util.UUID;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * A member to whom a rule gives records.
 *
 * @param weight how many for each one that a member of weight 1 gets; absent: 1
 */
record RuleMember(@NotNull UUID memberId, @Min(1) @Max(RuleMember.MOST) @Nullable Integer weight) {

    static final int MOST = 10;

    RuleMember weighted() {
        return new RuleMember(memberId, Objects.requireNonNullElse(weight, 1));
    }
}

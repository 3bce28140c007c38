package dev.tenantry.identity.link.onetime;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import org.springframework.stereotype.Component;

import dev.tenantry.shared.limit.Limit;
import dev.tenantry.shared.limit.Limits;

/**
 * Bounds how often codes are guessed, by the address that they were sent to and by who guesses. Another code is no new
 * beginning, and an address without one counts like any other.
 */
@Component
class CodeGuesses {

    private final Limits limits;

    CodeGuesses(Limits limits) {
        this.limits = limits;
    }

    /** A guess counts before it is evaluated, so that of many at once no more are. */
    Optional<UUID> counted(String address, Supplier<Optional<UUID>> guess) {
        limits.chargeSource(Limit.CODES_PER_SOURCE);
        limits.charge(Limit.CODES_PER_ADDRESS, address);
        var found = guess.get();
        if (found.isPresent()) {
            limits.refund(Limit.CODES_PER_ADDRESS, address);
            limits.refundSource(Limit.CODES_PER_SOURCE);
        }
        return found;
    }
}

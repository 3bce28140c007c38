package dev.tenantry.automation.admission;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

import org.springframework.stereotype.Component;

import dev.tenantry.automation.definition.Enrolment;
import dev.tenantry.automation.definition.EnrolmentKeys;

/** What counts together. A key is kept as a hash: it may be made of an address, which would outlive the person there. */
@Component
final class Keys {

    /** In bytes. */
    private static final int LENGTH = 16;

    private final EnrolmentKeys keys;

    Keys(EnrolmentKeys keys) {
        this.keys = keys;
    }

    /** Of one whose enrolment says how many there are at a time. */
    String slot(Candidate candidate) {
        return of(candidate, "slot", Objects.requireNonNull(candidate.enrolment().concurrency()).key());
    }

    /** @param rule whose key it is */
    String of(Candidate candidate, String rule, Enrolment.Key key) {
        var text = candidate.workflowId() + "/" + rule + "/" + keys.of(candidate.trigger(), key, candidate.scope());
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, LENGTH);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
